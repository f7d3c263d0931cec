package org.slipway.archives.internal;

import java.io.InputStream;

/**
 * @param type as in the header, but {@code '5'} for every directory and {@code '0'} for every file
 * @param mtime seconds since 1970
 * @param link what a link points to
 * @param content of a file
 */
record TarEntry(String name, char type, int mode, long mtime, String link, InputStream content) {
    static final char FILE = '0';
    static final char HARD_LINK = '1';
    static final char SYMLINK = '2';
    static final char DIRECTORY = '5';
}
