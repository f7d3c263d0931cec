package org.slipway.store.internal;

import org.slipway.api.archive.BadArchive;

/** Counts what goes into a draft, so that a decompression bomb stops early. */
final class Limits {
    private static final long ENTRIES = 2_000_000;
    private static final int LINK_LENGTH = 4096;

    private final long bytesAllowed;
    private long bytes;
    private long entries;

    Limits(long bytesAllowed) {
        this.bytesAllowed = bytesAllowed;
    }

    void entry(String path) throws BadArchive {
        if (++entries > ENTRIES)
            throw new BadArchive("'" + path + "' is refused: there are more than " + ENTRIES + " entries");
    }

    void bytes(String path, long more) throws BadArchive {
        bytes += more;
        if (bytes > bytesAllowed)
            throw new BadArchive(
                    "'" + path + "' is refused: the files have more than " + bytesAllowed + " bytes together");
    }

    void link(String path, String target) throws BadArchive {
        if (target.isEmpty() || target.length() > LINK_LENGTH || target.indexOf('\0') >= 0)
            throw new BadArchive("'" + path + "' is refused: it is a link to nowhere");
    }
}
