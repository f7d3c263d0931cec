package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.model.xml.Element;

/** Writes an element into a feed and leaves every other byte as it is. */
final class FeedInsertion {
    private static final Pattern ENCODING =
            Pattern.compile("<\\?xml [^>]*encoding=[\"']([^\"']*)[\"']", Pattern.CASE_INSENSITIVE);
    /** Those in which the bytes of ASCII are its characters, and nothing else. */
    private static final Pattern EXTENDS_ASCII =
            Pattern.compile("utf-?8|us-ascii|iso-8859-[0-9]+|windows-125[0-9]", Pattern.CASE_INSENSITIVE);

    private static final String STEP = "  ";

    private final FeedDocument feed;
    private final String text;

    FeedInsertion(FeedDocument feed) {
        this.feed = feed;
        this.text = new String(feed.bytes(), ISO_8859_1);
    }

    /** Behind the last implementation, in its group; where there is none, at the end of the feed. */
    byte[] insert(NewImplementation added) throws Complaint {
        Element neighbour = neighbour();
        Markup.Place place = place(neighbour);
        String newline = before(place);
        String prefix = place(feed.root()).prefix();
        if (neighbour.is("implementation")) prefix = place.prefix();
        byte[] element = (newline + added.text(prefix, newline, step(neighbour, newline))).getBytes(US_ASCII);
        byte[] bytes = feed.bytes();
        byte[] more = Arrays.copyOf(bytes, bytes.length + element.length);
        System.arraycopy(element, 0, more, place.end(), element.length);
        System.arraycopy(bytes, place.end(), more, place.end() + element.length, bytes.length - place.end());
        return more;
    }

    private Element neighbour() {
        List<Element> implementations = feed.all("implementation");
        if (!implementations.isEmpty()) return implementations.get(implementations.size() - 1);
        List<Element> children = feed.root().children();
        return children.get(children.size() - 1);
    }

    private Markup.Place place(Element element) throws Complaint {
        Matcher encoding = ENCODING.matcher(text);
        boolean isReadable = !encoding.lookingAt()
                || EXTENDS_ASCII.matcher(encoding.group(1)).matches();
        return feed.place(element)
                .filter(place -> isReadable)
                .orElseThrow(() -> new Complaint(
                        "It is in an encoding in which nothing can be inserted here: write it" + " in UTF-8"));
    }

    /** The line's end and the indentation before an element; nothing where it does not begin a line. */
    private String before(Markup.Place place) {
        int start = place.start();
        while (start > 0 && " \t".indexOf(text.charAt(start - 1)) >= 0) start--;
        if (start == 0 || text.charAt(start - 1) != '\n') return "";
        start -= start > 1 && text.charAt(start - 2) == '\r' ? 2 : 1;
        return text.substring(start, place.start());
    }

    /** By which what is in an element is indented further than the element. */
    private String step(Element neighbour, String newline) throws Complaint {
        if (newline.isEmpty()) return "";
        if (neighbour.children().isEmpty()) return STEP;
        String within = before(place(neighbour.children().get(0)));
        return within.length() > newline.length() && within.startsWith(newline)
                ? within.substring(newline.length())
                : STEP;
    }
}
