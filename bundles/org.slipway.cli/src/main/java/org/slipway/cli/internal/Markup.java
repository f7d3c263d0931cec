package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Where the elements of a document stand that is known to be well-formed, and in an encoding that extends ASCII. */
final class Markup {

    /**
     * An element's place, in bytes.
     *
     * @param start of its start tag
     * @param end behind its end tag
     * @param line from 1
     * @param prefix as written, with its colon; empty if there is none
     */
    record Place(int start, int end, int line, String prefix) {}

    private static final class Open {
        final int index;
        final int start;
        final int line;
        final String prefix;

        Open(int index, int start, int line, String prefix) {
            this.index = index;
            this.start = start;
            this.line = line;
            this.prefix = prefix;
        }
    }

    private final String text;
    private final List<Place> places = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int line = 1;
    private int counted;

    private Markup(byte[] document) {
        // One byte is one character, so that positions in the text are positions in the document.
        this.text = new String(document, ISO_8859_1);
    }

    /** In the order of the start tags; empty if it makes no sense of them, as with UTF-16. */
    static List<Place> of(byte[] document) {
        return new Markup(document).places();
    }

    private List<Place> places() {
        int at = text.indexOf('<');
        while (at >= 0) {
            int behind = behind(at);
            if (behind < 0) return List.of();
            at = text.indexOf('<', behind);
        }
        return open.isEmpty() && !places.contains(null) ? places : List.of();
    }

    /** The position behind a piece of markup; negative if it does not end. */
    private int behind(int at) {
        if (text.startsWith("<!--", at)) return behind("-->", at + 4);
        if (text.startsWith("<![CDATA[", at)) return behind("]]>", at);
        if (text.startsWith("<?", at)) return behind("?>", at);
        return text.startsWith("</", at) ? close(at) : open(at);
    }

    private int behind(String what, int from) {
        int found = text.indexOf(what, from);
        return found < 0 ? -1 : found + what.length();
    }

    private int close(int at) {
        int end = behind(">", at);
        if (end < 0 || open.isEmpty()) return -1;
        done(open.pop(), end);
        return end;
    }

    private int open(int at) {
        int end = tagEnd(at);
        if (end < 0) return -1;
        Open element = new Open(places.size(), at, lineOf(at), prefix(at));
        places.add(null);
        if (text.charAt(end - 2) == '/') done(element, end);
        else open.push(element);
        return end;
    }

    private void done(Open element, int end) {
        places.set(element.index, new Place(element.start, end, element.line, element.prefix));
    }

    /** Behind the {@code >} that is in no attribute's value. */
    private int tagEnd(int at) {
        char quote = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return -1;
    }

    private String prefix(int at) {
        int end = at + 1;
        while (end < text.length() && " \t\r\n/>".indexOf(text.charAt(end)) < 0) end++;
        int colon = text.lastIndexOf(':', end - 1);
        return colon > at ? text.substring(at + 1, colon + 1) : "";
    }

    private int lineOf(int position) {
        for (; counted < position; counted++) if (text.charAt(counted) == '\n') line++;
        return line;
    }
}
