package org.slipway.container.internal;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** How what comes from outside is shown. */
final class Shown {
    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB"};
    private static final int STEP = 1024;

    private Shown() {}

    /** On one line: control and formatting characters become {@code \\u{HEX}}, so that nothing can pretend to be our words. */
    static String text(Object outside) {
        StringBuilder safe = new StringBuilder();
        String.valueOf(outside).codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE -> safe.append("\\u{%x}".formatted(c));
                default -> safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** The same, as the text of an element or the value of an attribute. */
    static String html(Object outside) {
        return text(outside)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Without the login that it may have, also where the host has a name that Java takes for none. */
    static String uri(URI uri) {
        String authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
        String login = authority.substring(0, authority.lastIndexOf('@') + 1);
        return uri.toString().replace("//" + login, "//");
    }

    /** Scheme, host and port, which have a queue of their own. */
    static String site(URI uri) {
        if (uri.getHost() == null) return uri.getScheme() + ":";
        String host = (uri.getScheme() + "://" + uri.getHost()).toLowerCase(Locale.ROOT);
        return uri.getPort() == -1 ? host : host + ":" + uri.getPort();
    }

    static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }
}
