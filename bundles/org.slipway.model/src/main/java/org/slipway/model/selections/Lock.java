package org.slipway.model.selections;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.feed.NativePackage;
import org.slipway.model.feed.RetrievalMethod;
import org.slipway.model.feed.RetrievalMethod.Step;
import org.slipway.model.xml.Element;

/**
 * Selections, and what is needed to have the same again without any feed: how each implementation is obtained. Written as a
 * selections document with one element more, which other programs pass over.
 *
 * <pre>{@code
 * <selections ...>
 *   <selection .../>
 *   <lock xmlns="urn:slipway:lock:1">
 *     <feed uri="https://example.org/app.xml" sha256="..." signed-by="FINGERPRINT ...">
 *       <implementation id="..." version="..."> digests and retrieval methods, as in the feed </implementation>
 *       <package-implementation package="..." distributions="..."/>
 *     </feed>
 *   </lock>
 * </selections>
 * }</pre>
 *
 * @param feeds those that the implementations are of; none for local directories
 */
public record Lock(Selections selections, Map<FeedUri, Locked> feeds) {
    private static final String NAMESPACE = "urn:slipway:lock:1";
    private static final QName LOCK = new QName(NAMESPACE, "lock");
    private static final QName FEED = new QName(NAMESPACE, "feed");
    private static final String URI = "uri";
    private static final String SHA256 = "sha256";
    private static final String SIGNED_BY = "signed-by";
    private static final List<String> HOW = List.of("manifest-digest", "archive", "file", "recipe");

    /**
     * A feed as it was.
     *
     * @param feed with all its implementations, or with those that are needed
     * @param sha256 of its document, signature included, in hexadecimal digits
     * @param signedBy the fingerprints of the keys that have signed it; empty for a local feed
     */
    public record Locked(Feed feed, String sha256, List<String> signedBy) {}

    /**
     * Locks selections.
     *
     * @param from the feeds that they are from; of a native package, the one that names it
     * @throws MalformedFeed if a feed does not say how an implementation is obtained
     */
    public static Lock of(Selections selections, Collection<Locked> from) throws MalformedFeed {
        List<Element> feeds = new ArrayList<>();
        for (Locked locked : from) {
            List<Element> content = new ArrayList<>();
            for (Implementation needed : needed(selections, locked.feed())) content.add(obtained(needed));
            locked.feed().nativePackages().forEach(named -> content.add(named(named)));
            feeds.add(element(locked, content));
        }
        Element lock = Element.of(LOCK, Map.of(), feeds, "");
        return read(lasting(selections.document()).with(lock));
    }

    /** What is known of the package database as it is now will not hold for long. */
    private static Element lasting(Element document) {
        return document.withChildren(document.children().stream()
                .map(selection -> selection.without("quick-test-file").without("quick-test-mtime"))
                .toList());
    }

    /** The lock that selections are, if they are one. */
    public static Optional<Lock> find(Selections selections) throws MalformedFeed {
        return isLock(selections.document()) ? Optional.of(read(selections.document())) : Optional.empty();
    }

    /** To be written. */
    public Element document() {
        return selections.document();
    }

    /** The feed of a selection, or of a native package the one that names it. */
    public Optional<Feed> feed(Selection selection) {
        return Optional.ofNullable(feeds.get(selection.feed().master())).map(Locked::feed);
    }

    /** How a selection's implementation is obtained; empty for a local directory or a native package. */
    public Optional<Implementation> implementation(Selection selection) {
        return feed(selection).map(feed -> feed.implementations().get(selection.id()));
    }

    /** Whether a document claims to be a lock. */
    public static boolean isLock(Element document) {
        return document.children().stream().anyMatch(child -> child.name().equals(LOCK));
    }

    /**
     * Reads a lock.
     *
     * @throws MalformedFeed with a sentence that names the element
     */
    public static Lock read(Element document) throws MalformedFeed {
        Selections selections = SelectionsReader.read(document);
        List<Element> locks =
                document.children().stream().filter(c -> c.name().equals(LOCK)).toList();
        if (locks.size() != 1)
            throw new MalformedFeed(
                    "There must be one <lock> of the namespace '" + NAMESPACE + "', not " + locks.size());
        Map<FeedUri, Locked> feeds = new LinkedHashMap<>();
        for (Element element : locks.get(0).children()) {
            if (!element.name().equals(FEED)) continue;
            Locked locked = locked(element);
            if (feeds.put(locked.feed().uri(), locked) != null)
                throw new MalformedFeed(
                        "The lock has the feed '" + locked.feed().uri() + "' twice");
        }
        Lock lock = new Lock(selections, feeds);
        for (Selection selection : selections.selections()) lock.check(selection);
        return lock;
    }

    private static Locked locked(Element element) throws MalformedFeed {
        FeedUri uri = uri(element);
        List<Element> children = new ArrayList<>();
        children.add(Element.of("name").withText(uri.text()));
        children.addAll(element.children());
        String keys = element.attribute(SIGNED_BY).orElse("").strip();
        return new Locked(
                FeedReader.read(uri, Element.of("interface").withChildren(children)),
                required(element, SHA256),
                keys.isEmpty() ? List.of() : List.of(keys.split(" +")));
    }

    private static FeedUri uri(Element element) throws MalformedFeed {
        try {
            return FeedUri.of(required(element, URI));
        } catch (IllegalArgumentException bad) {
            throw new MalformedFeed(bad.getMessage());
        }
    }

    /** Else something would be fetched that is not what is run. */
    private void check(Selection selection) throws MalformedFeed {
        if (selection.nativePackage().isPresent() || selection.localPath().isPresent()) return;
        Implementation implementation = implementation(selection)
                .orElseThrow(() -> new MalformedFeed(
                        "The lock does not say how to obtain " + selection.id() + " of " + selection.feed()));
        boolean same = implementation.source() instanceof Source.Cached cached
                && Set.copyOf(cached.digests()).equals(Set.copyOf(selection.digests()));
        if (!same)
            throw new MalformedFeed("The lock has other digests for " + selection.id() + " of " + selection.feed()
                    + " than the selection");
    }

    /** Those that are selected, and those that these are copied from. */
    private static List<Implementation> needed(Selections selections, Feed feed) throws MalformedFeed {
        Map<String, Implementation> needed = new LinkedHashMap<>();
        for (Selection selection : selections.selections())
            if (selection.feed().equals(feed.uri())) need(selection.id(), feed, needed);
        return List.copyOf(needed.values());
    }

    private static void need(String id, Feed feed, Map<String, Implementation> needed) throws MalformedFeed {
        Implementation implementation = feed.implementations().get(id);
        if (implementation == null)
            throw new MalformedFeed(
                    "The feed '" + feed.uri() + "' does not have the implementation " + id + " any more");
        if (needed.putIfAbsent(id, implementation) != null) return;
        if (!(implementation.source() instanceof Source.Cached cached)) return;
        for (RetrievalMethod method : cached.retrievalMethods())
            for (Step step : method.steps())
                if (step instanceof Step.CopyFrom copy && feed.implementations().containsKey(copy.id()))
                    need(copy.id(), feed, needed);
    }

    private static Element element(Locked locked, List<Element> content) {
        Map<QName, String> attributes = new LinkedHashMap<>();
        attributes.put(new QName(URI), locked.feed().uri().text());
        attributes.put(new QName(SHA256), locked.sha256());
        if (!locked.signedBy().isEmpty()) attributes.put(new QName(SIGNED_BY), String.join(" ", locked.signedBy()));
        return Element.of(FEED, attributes, content, "");
    }

    private static Element obtained(Implementation implementation) {
        List<Element> how = implementation.element().children().stream()
                .filter(child -> HOW.contains(child.localName()))
                .toList();
        return Element.of("implementation")
                .with("id", implementation.id())
                .with("version", implementation.version().toString())
                .withChildren(how);
    }

    private static Element named(NativePackage named) {
        Element element = Element.of("package-implementation").with("package", named.packageName());
        return named.distributions().isEmpty()
                ? element
                : element.with("distributions", String.join(" ", named.distributions()));
    }

    private static String required(Element element, String attribute) throws MalformedFeed {
        return element.attribute(attribute)
                .orElseThrow(() -> new MalformedFeed(
                        "<" + element.name().getLocalPart() + "> lacks the attribute '" + attribute + "'"));
    }
}
