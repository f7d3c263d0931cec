package org.slipway.api.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.model.ManifestDigest;

/** What is done to stores and by the name of their digests, beside finding and building implementations. */
@ProviderType
public interface Upkeep {

    /**
     * Computes the manifest of any directory, on all cores, in little memory.
     *
     * @param lines gets them in their order, on the caller's thread; where it fails, some may have come already
     * @throws UnfitTree if it holds what a manifest cannot describe
     */
    ManifestDigest manifest(Path directory, ManifestDigest.Algorithm algorithm, Progress progress, ManifestLines lines)
            throws UnfitTree, IOException;

    /** Whether any tree is what the digest says. One that has a {@code .manifest} must have that of the digest. */
    Verification compare(Path directory, ManifestDigest expected, Progress progress) throws IOException;

    /** {@link Store#verify} an entry, which also must have its {@code .manifest} and not be writable for others. */
    Verification verify(Path entry, ManifestDigest expected, Progress progress) throws IOException;

    /**
     * Puts a verified tree in the place of a wrong entry: that of another store, or the entry's own, where only its
     * {@code .manifest} or its modes are wrong. The wrong one is moved aside and deleted when no program runs in it any more.
     */
    Repair repair(Path entry, ManifestDigest expected, Progress progress) throws IOException;

    /** What became of a wrong entry. */
    enum Repair {
        /** It is right now. */
        DONE,
        /** It is as wrong as before: no store has it right. */
        NO_SOURCE
    }

    /** Copies a tree into the store, verified. */
    Draft.Commit add(Path directory, ManifestDigest expected, Progress progress) throws IOException;

    /**
     * Copies an entry into that store, which need not be one of ours, verified.
     *
     * @throws IOException if the store cannot be written
     */
    Draft.Commit copy(Path entry, ManifestDigest expected, Path store, Progress progress) throws IOException;

    /** The entries of one directory of implementations and what else is there but our own files, by their names. */
    List<Path> contents(Path store) throws IOException;

    /** The bytes of an entry's files and links, as its manifest says. */
    long size(Path entry) throws IOException;

    /**
     * Deletes whatever has a digest's name, as soon as no program runs in it.
     *
     * @throws Unwritable if it may not be deleted
     */
    void remove(Path entry) throws IOException;

    /** Keeps each file once that several entries of a store have with the same content, time and mode. */
    Sharing share(Path store, Progress progress) throws IOException;

    /**
     * In bytes.
     *
     * @param files of all files and links but those below
     * @param freed of the files that were kept twice before; copies that share their blocks, made where links are refused,
     *     cannot be told from others, so that they are made and counted again each time
     * @param shared of the files that were shared already
     * @param manifests of the manifests
     * @param skipped why an entry was left alone, a line for each of the first thousand, and how many more
     */
    record Sharing(long files, long freed, long shared, long manifests, List<String> skipped) {}
}
