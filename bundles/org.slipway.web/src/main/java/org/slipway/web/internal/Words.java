package org.slipway.web.internal;

import java.util.List;
import java.util.Locale;

/** Texts of others, as they may be shown: short, and without what could hide or turn around the words beside them. */
final class Words {
    private static final int LONGEST = 500;
    private static final int MOST_LINES = 40;
    private static final String INSTEAD = "\ufffd";

    private Words() {}

    /** One line. */
    static String of(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (isDangerous(c)) safe.append(INSTEAD);
            else safe.appendCodePoint(c);
        });
        if (text.codePointCount(0, text.length()) > LONGEST) safe.append('\u2026');
        return safe.toString();
    }

    /** Some lines. */
    static List<String> lines(String text) {
        return lines(List.of(text.split("\n", MOST_LINES + 1)));
    }

    static List<String> lines(List<String> lines) {
        return lines.stream().limit(MOST_LINES).map(Words::of).toList();
    }

    private static boolean isDangerous(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** An amount of bytes. */
    static String size(long bytes) {
        if (bytes < 1000) return bytes + " bytes";
        if (bytes < 1_000_000) return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        if (bytes < 1_000_000_000) return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    static String time(long seconds) {
        if (seconds < 60) return seconds + " s";
        if (seconds < 3600) return seconds / 60 + " min " + seconds % 60 + " s";
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
