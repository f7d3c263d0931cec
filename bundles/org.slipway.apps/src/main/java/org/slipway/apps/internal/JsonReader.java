package org.slipway.apps.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON (RFC 8259): objects as maps, arrays as lists, {@code null} as {@link #NOTHING}. */
final class JsonReader {
    static final Object NOTHING = new Object();

    private static final int DEEPEST = 32;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException with what is wrong and where */
    static Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.blanks();
        if (reader.at < text.length()) throw reader.wrong("something follows");
        return value;
    }

    private Object value() {
        if (++depth > DEEPEST) throw wrong("it is too deep");
        Object value =
                switch (next()) {
                    case '{' -> object();
                    case '[' -> array();
                    case '"' -> string();
                    default -> word();
                };
        depth--;
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        if (next() == '}') {
            at++;
            return object;
        }
        do {
            if (next() != '"') throw wrong("a name is expected");
            String name = string();
            expect(':');
            if (object.put(name, value()) != null) throw wrong("'" + name + "' is there twice");
        } while (goesOn('}'));
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        at++;
        if (next() == ']') {
            at++;
            return array;
        }
        do array.add(value());
        while (goesOn(']'));
        return array;
    }

    private boolean goesOn(char end) {
        char c = next();
        at++;
        if (c == ',') return true;
        if (c == end) return false;
        at--;
        throw wrong("',' or '" + end + "' is expected");
    }

    private void expect(char c) {
        if (next() != c) throw wrong("'" + c + "' is expected");
        at++;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        while (true) {
            char c = here();
            at++;
            if (c == '"') return string.toString();
            if (c < ' ') throw wrong("a control character in a string");
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = here();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw wrong("no such escape");
        };
    }

    private char hexadecimal() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(here(), 16);
            if (digit < 0) throw wrong("four hexadecimal digits are expected");
            value = value << 4 | digit;
            at++;
        }
        return (char) value;
    }

    private Object word() {
        int begin = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) at++;
        String word = text.substring(begin, at);
        return switch (word) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            case "null" -> NOTHING;
            default -> {
                if (word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) yield Double.valueOf(word);
                throw wrong("a value is expected");
            }
        };
    }

    private char next() {
        blanks();
        return here();
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private char here() {
        if (at >= text.length()) throw wrong("it ends too early");
        return text.charAt(at);
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + ", at character " + (at + 1));
    }
}
