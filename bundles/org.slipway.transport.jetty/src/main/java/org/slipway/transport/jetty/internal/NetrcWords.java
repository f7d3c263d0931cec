package org.slipway.transport.jetty.internal;

import java.util.Optional;

/** The words of a {@code .netrc}: between white space, or between quotes with {@code \\} before what is meant as it is. */
final class NetrcWords {

    private static final char END = '\0';

    private final String text;
    private int at;

    NetrcWords(String text) {
        this.text = text;
    }

    /** The next word that is not in a comment; nothing at the end. */
    Optional<String> keyword() {
        skipSpace();
        while (peek() == '#') {
            skipTo("\n");
            skipSpace();
        }
        return at == text.length() ? Optional.empty() : Optional.of(word());
    }

    /** The word after a keyword; it may begin with {@code #}. */
    String value() {
        skipSpace();
        return at == text.length() ? "" : word();
    }

    /** A macro ends with an empty line. */
    void skipMacro() {
        int end = text.indexOf("\n\n", at);
        at = end < 0 ? text.length() : end;
    }

    private String word() {
        return peek() == '"' ? quoted() : plain();
    }

    private String plain() {
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) at++;
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder word = new StringBuilder();
        at++;
        while (at < text.length() && peek() != '"') {
            if (peek() == '\\' && at + 1 < text.length()) {
                at++;
                word.append(escaped(peek()));
            } else word.append(peek());
            at++;
        }
        at = Math.min(at + 1, text.length());
        return word.toString();
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
    }

    private void skipTo(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found;
    }
}
