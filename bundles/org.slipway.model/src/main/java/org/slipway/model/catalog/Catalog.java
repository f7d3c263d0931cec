package org.slipway.model.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.xml.namespace.QName;

import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.xml.Element;

/**
 * What there is, for people to choose from.
 *
 * @param feeds as the catalog describes them, without implementations; each has a remote URI, in the order of the document
 */
public record Catalog(List<Feed> feeds) {
    public static final String NAMESPACE = "http://0install.de/schema/injector/catalog";

    static final QName ROOT = new QName(NAMESPACE, "catalog");

    public Catalog {
        feeds = List.copyOf(feeds);
    }

    /** What all of them have together; of two that describe one feed, the first counts. */
    public static Catalog merge(List<Catalog> catalogs) {
        Map<FeedUri, Feed> all = new LinkedHashMap<>();
        for (Catalog catalog : catalogs) for (Feed feed : catalog.feeds) all.putIfAbsent(feed.uri(), feed);
        return new Catalog(new ArrayList<>(all.values()));
    }

    /**
     * Those that have a text in their name, the name of their program or their summary, whatever its case. A name matches
     * with spaces and with dashes in their place.
     *
     * @param text empty for all
     * @param languages of the summary, in order of preference, as {@code en_GB}
     */
    public List<Feed> search(String text, List<String> languages) {
        String wanted = lower(text.strip());
        return feeds.stream()
                .filter(feed -> Stream.concat(shortNames(feed), feed.summary(languages).stream())
                        .anyMatch(known -> lower(known).contains(wanted)))
                .toList();
    }

    /** The first that may be called so: by its name, with dashes for spaces, or by that of its program. */
    public Optional<Feed> named(String shortName) {
        return feeds.stream()
                .filter(feed -> shortNames(feed).anyMatch(known -> known.equalsIgnoreCase(shortName)))
                .findFirst();
    }

    private static Stream<String> shortNames(Feed feed) {
        Stream<String> programs = feed.root()
                .children("entry-point")
                .filter(entry -> entry.attribute("command").orElse("run").equals("run"))
                .flatMap(entry -> entry.attribute("binary-name").stream());
        return Stream.concat(Stream.of(feed.name(), feed.name().replace(' ', '-')), programs);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Without a signature. */
    public Element document() {
        return Element.of(ROOT, Map.of(), feeds.stream().map(Feed::root).toList(), "");
    }
}
