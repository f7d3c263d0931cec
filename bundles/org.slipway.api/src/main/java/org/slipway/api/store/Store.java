package org.slipway.api.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.model.ManifestDigest;

/** All directories of implementations: the user's, the system's, and extra ones. */
@ProviderType
public interface Store {

    /** The directories in the order of search; the first is the one written to. */
    List<Path> directories();

    /**
     * Looks for any of these. An entry is believed only if it is a real directory with a {@code .manifest}.
     */
    Optional<Path> find(List<ManifestDigest> digests);

    /** Every entry of every directory. */
    List<Entry> list() throws IOException;

    record Entry(ManifestDigest digest, Path path) {}

    /**
     * Begins a tree in a private directory beside the entries.
     *
     * @param limit the most bytes that its files may have together
     * @throws IOException if no store can be written
     */
    Draft draft(ManifestDigest expected, long limit) throws IOException;

    /**
     * Begins a tree as {@link #draft} does, but only to describe it: it is never stored, and need not get to the disk.
     *
     * @param algorithm of its description
     */
    Draft sketch(ManifestDigest.Algorithm algorithm, long limit) throws IOException;

    /**
     * Removes what processes have left that were killed amid a draft. Beginning a draft does so, too; this is for who finds
     * that everything is stored. What stands in its way is passed over.
     */
    void tidy();

    /**
     * Computes the manifest of any directory.
     *
     * @throws UnfitTree if it holds what a manifest cannot describe
     */
    Manifest manifest(Path directory, ManifestDigest.Algorithm algorithm) throws UnfitTree, IOException;

    /** Compares an entry with its digest. */
    Verification verify(Path directory, ManifestDigest expected) throws IOException;
}
