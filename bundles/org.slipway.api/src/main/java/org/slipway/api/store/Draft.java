package org.slipway.api.store;

import java.io.IOException;
import java.nio.file.Path;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.model.ManifestDigest;

/** An implementation that is being built. Used by one thread at a time. */
@ProviderType
public interface Draft extends AutoCloseable {

    TreeBuilder tree();

    /**
     * Verifies the digest, makes the tree read-only, writes it through to the disk and renames it into place. If another
     * has stored the same meanwhile, that one is kept.
     *
     * @param progress told how far that has come, and asked whether it is still wanted
     */
    Commit commit(Progress progress) throws IOException;

    /** As {@link #commit(Progress)}, where nobody watches, and it is always wanted. */
    default Commit commit() throws IOException {
        return commit(Progress.NONE);
    }

    /**
     * Computes the manifest of the tree as it is by now, which stays a draft.
     *
     * @param lines gets them in their order, on the caller's thread; where it fails, some may have come already
     * @return the digest, of the algorithm that was expected
     * @throws UnfitTree if the tree holds what a manifest cannot describe
     */
    ManifestDigest describe(ManifestLines lines) throws UnfitTree, IOException;

    sealed interface Commit {
        record Stored(Path path) implements Commit {}

        /**
         * @param actual what the tree's digest is
         * @param difference the first path that differs from the wanted manifest, if that is known; else empty
         */
        record Mismatch(ManifestText actual, String difference) implements Commit {}

        /** The tree holds what may not be stored. */
        record Unfit(String why) implements Commit {}
    }

    /** A digest as a directory's name. */
    record ManifestText(String digest) {}

    /** Deletes the draft, if it was not stored. Closing twice is harmless. */
    @Override
    void close() throws IOException;
}
