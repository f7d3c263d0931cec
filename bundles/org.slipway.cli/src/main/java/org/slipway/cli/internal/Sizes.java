package org.slipway.cli.internal;

import java.util.Locale;

/** Amounts of bytes as people read them, and as the reference writes them. */
final class Sizes {
    private static final String[] UNITS = {"KB", "MB", "GB", "TB"};
    private static final double MOST = 2048;

    private Sizes() {}

    static String text(long bytes) {
        if (bytes < MOST) return bytes + " bytes";
        double size = bytes / 1024.0;
        int unit = 0;
        while (size >= MOST && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
