package org.slipway.cli.internal;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Maps, collections, strings, numbers, booleans and null as JSON (RFC 8259), on one line. */
final class JsonText {
    private final String blank;
    private final IntPredicate plain;

    private JsonText(String blank, IntPredicate plain) {
        this.blank = blank;
        this.plain = plain;
    }

    /** For people and programs: with blanks, in ASCII. */
    static String of(Object value) {
        return ascii().text(value);
    }

    /** A part of what stands between the quotes of a string in {@link #of}. */
    static String inside(String part) {
        return ascii().escaped(part);
    }

    private static JsonText ascii() {
        return new JsonText(" ", c -> c >= ' ' && c <= '~');
    }

    /** Byte for byte as the reference writes it. */
    static String dense(Object value) {
        return new JsonText("", c -> c >= ' ' && c != 0x7f).text(value);
    }

    private String text(Object value) {
        if (value instanceof Map<?, ?> map)
            return map.entrySet().stream()
                    .map(entry -> quoted(entry.getKey().toString()) + ":" + blank + text(entry.getValue()))
                    .collect(Collectors.joining("," + blank, "{", "}"));
        if (value instanceof Collection<?> all)
            return all.stream().map(this::text).collect(Collectors.joining("," + blank, "[", "]"));
        return value instanceof String string ? quoted(string) : String.valueOf(value);
    }

    private String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    private String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') escaped.append('\\').append(c);
            else if (plain.test(c)) escaped.append(c);
            else escaped.append(escaped(c));
        }
        return escaped.toString();
    }

    private String escaped(char c) {
        int letter = "\b\f\n\r\t".indexOf(c);
        if (letter >= 0 && blank.isEmpty()) return "\\" + "bfnrt".charAt(letter);
        return String.format(Locale.ROOT, "\\u%04x", (int) c);
    }
}
