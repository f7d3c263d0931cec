package org.slipway.model.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON (RFC 8259) as maps, lists, strings, longs or doubles, booleans, and null. */
public final class JsonReader {
    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads a document. More than 100 levels, and a name that an object has twice, are refused.
     *
     * @throws MalformedJson with a sentence that names the character
     */
    public static Object read(String text) throws MalformedJson {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.blanks();
        if (reader.at < text.length()) throw reader.malformed("there is more behind the end");
        return value;
    }

    private Object value() throws MalformedJson {
        blanks();
        return switch (next()) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::array);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private interface Part {
        Object read() throws MalformedJson;
    }

    private Object nested(Part part) throws MalformedJson {
        if (++depth > DEEPEST) throw malformed("it is nested too deeply");
        at++;
        Object value = part.read();
        depth--;
        return value;
    }

    private Map<String, Object> object() throws MalformedJson {
        Map<String, Object> object = new LinkedHashMap<>();
        if (isThere('}')) return object;
        do {
            blanks();
            if (next() != '"') throw malformed("a name is missing");
            String name = string();
            if (!isThere(':')) throw malformed("a colon is missing");
            if (object.containsKey(name)) throw malformed("the name " + name + " is there twice");
            object.put(name, value());
        } while (isThere(','));
        if (!isThere('}')) throw malformed("a comma or } is missing");
        return object;
    }

    private List<Object> array() throws MalformedJson {
        List<Object> array = new ArrayList<>();
        if (isThere(']')) return array;
        do {
            array.add(value());
        } while (isThere(','));
        if (!isThere(']')) throw malformed("a comma or ] is missing");
        return array;
    }

    private String string() throws MalformedJson {
        StringBuilder string = new StringBuilder();
        at++;
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') throw malformed("a control character must be escaped");
            at++;
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() throws MalformedJson {
        char c = next();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed("\\" + c + " means nothing");
        };
    }

    private char unicode() throws MalformedJson {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) throw malformed("four hexadecimal digits are missing");
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    private Object word(String word, Object value) throws MalformedJson {
        if (!text.startsWith(word, at)) throw malformed("this means nothing");
        at += word.length();
        return value;
    }

    private Object number() throws MalformedJson {
        int begin = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
        String number = text.substring(begin, at);
        if (number.matches("-?(0|[1-9][0-9]{0,17})")) return Long.valueOf(number);
        boolean isNumber = number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
        if (isNumber && Double.isFinite(Double.parseDouble(number))) return Double.valueOf(number);
        at = begin;
        throw malformed("this means nothing");
    }

    private boolean isThere(char c) {
        blanks();
        if (at >= text.length() || text.charAt(at) != c) return false;
        at++;
        return true;
    }

    private char next() throws MalformedJson {
        if (at >= text.length()) throw malformed("it ends too early");
        return text.charAt(at);
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private MalformedJson malformed(String why) {
        return new MalformedJson("This is no JSON (character " + (at + 1) + "): " + why);
    }
}
