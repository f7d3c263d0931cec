package org.slipway.feeds.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.api.feed.InterfacePreferences;
import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.feed.FeedImport;
import org.slipway.model.xml.Element;

/** What {@code interface-preferences} says. */
final class InterfacePreferencesFile {

    /** With an underscore, unlike all else: the reference was seen to pass over the other spelling. */
    private static final String POLICY = "stability_policy";

    private static final String FEED = "feed";
    private static final String SRC = "src";
    private static final String ARCH = "arch";
    private static final String LANGS = "langs";
    private static final String SITE_PACKAGE = "is-site-package";

    private InterfacePreferencesFile() {}

    /** With the feeds that the user registered. Those marked as site packages are found by looking for them instead. */
    static InterfacePreferences preferences(Element root) {
        return new InterfacePreferences(
                root.attribute(POLICY).map(Documents::stability),
                root.children(FEED)
                        .filter(InterfacePreferencesFile::isTheUsers)
                        .map(InterfacePreferencesFile::read)
                        .toList());
    }

    private static boolean isTheUsers(Element feed) {
        return feed.attribute(SITE_PACKAGE).isEmpty() && feed.attribute(SRC).isPresent();
    }

    private static FeedImport read(Element feed) {
        return new FeedImport(
                FeedUri.of(feed.attribute(SRC).orElseThrow()),
                feed.attribute(ARCH).map(Architecture::of).orElse(Architecture.ANY),
                feed.attribute(LANGS).map(text -> List.of(text.strip().split("\\s+"))),
                FeedImport.Origin.USER);
    }

    /** The document with these preferences instead; what others have written there stays. */
    static Element with(Optional<Element> present, InterfaceUri interfaceUri, InterfacePreferences preferences) {
        Element root = present.orElse(Element.of("interface-preferences")).with("uri", interfaceUri.text());
        root = preferences.stabilityPolicy().isPresent()
                ? root.with(POLICY, preferences.stabilityPolicy().get().text())
                : root.without(POLICY);
        return root.withChildren(children(root, preferences));
    }

    private static List<Element> children(Element root, InterfacePreferences preferences) {
        Map<String, Element> registered = new HashMap<>();
        List<Element> children = new ArrayList<>();
        for (Element child : root.children()) {
            if (child.is(FEED) && isTheUsers(child))
                registered.put(child.attribute(SRC).orElseThrow(), child);
            else children.add(child);
        }
        for (FeedImport feed : preferences.feeds()) {
            if (feed.origin() != FeedImport.Origin.USER) continue;
            children.add(write(registered.getOrDefault(feed.uri().text(), Element.of(FEED)), feed));
        }
        return children;
    }

    private static Element write(Element element, FeedImport feed) {
        Element written = element.with(SRC, feed.uri().text()).without(ARCH).without(LANGS);
        if (!feed.architecture().equals(Architecture.ANY))
            written = written.with(ARCH, feed.architecture().toString());
        if (feed.languages().isPresent())
            written = written.with(LANGS, String.join(" ", feed.languages().get()));
        return written;
    }
}
