package org.slipway.cli.internal;

/** Makes text from outside safe for a terminal. */
final class SafeText {
    private SafeText() {}

    /** Control and formatting characters become {@code \\u{HEX}}, so that nothing can pretend to be our words. */
    static String of(String text) {
        return escape(text, false);
    }

    /** The same, for a text of several lines. */
    static String lines(String text) {
        return escape(text, true);
    }

    private static String escape(String text, boolean newlines) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '\n' && newlines) safe.append('\n');
            else if (isDangerous(c)) safe.append(String.format("\\u{%x}", c));
            else safe.appendCodePoint(c);
        });
        return safe.toString();
    }

    private static boolean isDangerous(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
