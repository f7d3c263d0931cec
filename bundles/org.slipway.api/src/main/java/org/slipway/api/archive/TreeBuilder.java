package org.slipway.api.archive;

import java.io.IOException;
import java.io.InputStream;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Builds a tree of files. Every path is relative, with {@code /} between its parts; {@code ./} in front and {@code /} at the
 * end are ignored. Each is checked before anything is created: absolute paths, {@code ..}, backslashes, control characters,
 * paths through a symlink, and whatever else would leave the tree, are refused with {@link BadArchive}. Parents that are
 * missing are made. What is already there is replaced, never followed.
 */
@ProviderType
public interface TreeBuilder {

    /** @param mtime seconds since 1970 */
    void directory(String path, long mtime) throws BadArchive, IOException;

    /**
     * @param mtime seconds since 1970
     * @param content read to its end, not closed
     */
    void file(String path, long mtime, Mode mode, InputStream content) throws BadArchive, IOException;

    /** @param target as the link says; may point anywhere, as it is never followed here */
    void symlink(String path, String target) throws BadArchive, IOException;

    /** Another name for a file or link that is in the tree already. */
    void hardLink(String path, String existing) throws BadArchive, IOException;

    /**
     * Moves a file or directory within the tree. At {@code dest}, a file makes way for a file, and an empty directory for a
     * directory; nothing else does.
     */
    void rename(String source, String dest) throws BadArchive, IOException;

    /** Deletes a file or a whole directory; it must exist. */
    void remove(String path) throws BadArchive, IOException;

    /** The same tree, with all paths relative to this directory, which is made. */
    TreeBuilder within(String directory) throws BadArchive, IOException;

    enum Mode {
        PLAIN,
        EXECUTABLE
    }
}
