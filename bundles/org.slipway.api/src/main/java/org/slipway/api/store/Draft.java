package org.slipway.api.store;

import java.io.IOException;
import java.nio.file.Path;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.api.archive.TreeBuilder;

/** An implementation that is being built. Used by one thread at a time. */
@ProviderType
public interface Draft extends AutoCloseable {

    TreeBuilder tree();

    /**
     * Verifies the digest, makes the tree read-only, writes it through to the disk and renames it into place. If another
     * has stored the same meanwhile, that one is kept.
     */
    Commit commit() throws IOException;

    sealed interface Commit {
        record Stored(Path path) implements Commit {}

        /**
         * @param actual what the tree's digest is
         * @param manifest of the tree, for the message; empty if it is too long for the memory
         * @param difference the first path that differs from the wanted manifest, if that is known and neither is too long
         *     for the memory; else empty
         */
        record Mismatch(ManifestText actual, String manifest, String difference) implements Commit {}

        /** The tree holds what may not be stored. */
        record Unfit(String why) implements Commit {}
    }

    /** A digest as a directory's name. */
    record ManifestText(String digest) {}

    /** Deletes the draft, if it was not stored. Closing twice is harmless. */
    @Override
    void close() throws IOException;
}
