package org.slipway.feeds.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntPredicate;

/** How URIs become names of files. Source: the reference's {@code escape.ml}. */
final class Escapes {

    private Escapes() {}

    /** For {@code interfaces}: letters, digits, {@code -}, {@code _} and {@code .} stay. */
    static String all(String uri) {
        return percent(uri, Escapes::isPlain);
    }

    /** For configuration: {@code :} stays too, and {@code /} becomes {@code #}. */
    static String pretty(String uri) {
        return percent(uri, c -> isPlain(c) || c == ':' || c == '/').replace('/', '#');
    }

    /** What {@link #all} has escaped. */
    static String undone(String escaped) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = escaped.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                out.write(bytes[i]);
            } else {
                out.write(high << 4 | low);
                i += 2;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /**
     * The directories of an interface below {@code site-packages}: three for an http(s) URI, two for a path; none if the
     * URI has no path.
     */
    static List<String> directories(String interfaceUri) {
        if (interfaceUri.startsWith("/")) return List.of("file", underscore(interfaceUri.substring(1)));
        String rest = interfaceUri.replaceFirst("^https?://", "");
        int slash = rest.indexOf('/');
        if (slash < 0) return List.of();
        return List.of("http", underscore(rest.substring(0, slash)), underscore(rest.substring(slash + 1)));
    }

    private static String underscore(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xff;
            boolean stays = isAlphanumeric(c) || c == '-' || c == '.' && i > 0 || c > 127;
            if (c == '/') out.writeBytes(new byte[] {'_', '_'});
            else if (stays) out.write(c);
            else out.writeBytes(("_" + Integer.toHexString(c) + "_").getBytes(StandardCharsets.US_ASCII));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String percent(String text, IntPredicate stays) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            if (stays.test(c)) escaped.append((char) c);
            else escaped.append(String.format("%%%02x", c));
        }
        return escaped.toString();
    }

    private static boolean isPlain(int c) {
        return isAlphanumeric(c) || c == '-' || c == '_' || c == '.';
    }

    private static boolean isAlphanumeric(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
