package org.slipway.store.internal;

import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TooLarge;

/** Counts what goes into a draft, so that a decompression bomb stops early. */
final class Limits {
    private static final long ENTRIES = 2_000_000;
    /** What is known of a directory until the end takes a third of this. */
    private static final long BYTES_A_DIRECTORY = 1024;

    private static final int LINK_LENGTH = 4096;

    private final long bytesAllowed;
    private final long entriesAllowed;
    private final long directoriesAllowed;
    private long bytes;
    private long entries;

    Limits(long bytesAllowed) {
        this(bytesAllowed, ENTRIES, Runtime.getRuntime().maxMemory() / BYTES_A_DIRECTORY);
    }

    /** @param directoriesAllowed those that have a time of their own */
    Limits(long bytesAllowed, long entriesAllowed, long directoriesAllowed) {
        this.bytesAllowed = bytesAllowed;
        this.entriesAllowed = entriesAllowed;
        this.directoriesAllowed = directoriesAllowed;
    }

    void entry(String path) throws BadArchive {
        if (++entries > entriesAllowed)
            throw new BadArchive("'" + path + "' is refused: there are more than " + entriesAllowed + " entries");
    }

    /** @param present how many there are already */
    void directories(String path, int present) throws BadArchive {
        if (present >= directoriesAllowed)
            throw new BadArchive("'" + path + "' is refused: there are more than " + directoriesAllowed
                    + " directories, and more memory is needed for them");
    }

    void bytes(String path, long more) throws BadArchive {
        bytes += more;
        if (bytes > bytesAllowed)
            throw new TooLarge(
                    "'" + path + "' is refused: the files have more than " + bytesAllowed + " bytes together");
    }

    void link(String path, String target) throws BadArchive {
        if (target.isEmpty() || target.length() > LINK_LENGTH || target.indexOf('\0') >= 0)
            throw new BadArchive("'" + path + "' is refused: it is a link to nowhere");
    }
}
