package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.slipway.model.feed.Implementation;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** A feed as its publisher keeps it: what it says, and where. */
final class FeedDocument {
    private final byte[] bytes;
    private final Element root;
    private final Map<Element, Markup.Place> places = new IdentityHashMap<>();

    private FeedDocument(byte[] bytes, Element root) {
        this.bytes = bytes;
        this.root = root;
        List<Markup.Place> found = Markup.of(bytes);
        if (found.size() == count(root)) place(root, found.iterator());
    }

    static FeedDocument of(byte[] bytes) throws MalformedXml {
        return new FeedDocument(bytes, Xml.read(bytes));
    }

    static byte[] read(Path file) throws Complaint {
        try {
            if (!Files.isRegularFile(file)) throw new Complaint("There is no file " + file);
            if (Files.size(file) > Xml.LOCAL_LIMIT) throw new Complaint("'" + file + "' is too long for a feed");
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new Complaint("Cannot read '" + file + "': " + FileSentences.of(unreadable), Status.of(unreadable));
        }
    }

    private static int count(Element element) {
        return 1 + element.children().stream().mapToInt(FeedDocument::count).sum();
    }

    private void place(Element element, Iterator<Markup.Place> found) {
        places.put(element, found.next());
        element.children().forEach(child -> place(child, found));
    }

    byte[] bytes() {
        return bytes;
    }

    Element root() {
        return root;
    }

    /** The elements with this name, in their order. */
    List<Element> all(String name) {
        return below(root).filter(element -> element.is(name)).toList();
    }

    private static Stream<Element> below(Element element) {
        return Stream.concat(Stream.of(element), element.children().stream().flatMap(FeedDocument::below));
    }

    /** Empty in a document of an encoding that does not extend ASCII. */
    Optional<Markup.Place> place(Element element) {
        return Optional.ofNullable(places.get(element));
    }

    /** From 1; 0 if it is not known. */
    int line(Element element) {
        return place(element).map(Markup.Place::line).orElse(0);
    }

    /** The same, for what a reader has made of an element. */
    int line(Implementation implementation) {
        return all("implementation").stream()
                .filter(element -> element.attribute("id").equals(Optional.of(implementation.id())))
                .mapToInt(this::line)
                .findFirst()
                .orElse(0);
    }
}
