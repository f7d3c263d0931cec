package org.slipway.cli.internal;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.FeedPreferences;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Stability;
import org.slipway.model.selections.Selection;

/**
 * Which implementation the user keeps to: the one that is rated {@code preferred} in the preferences of its feed, which is
 * what {@code 0install} reads, too. Off the loop.
 */
final class Pins {
    private final FeedCache cache;

    Pins(FeedCache cache) {
        this.cache = cache;
    }

    /** Takes back what the user keeps to for an interface. */
    void release(InterfaceUri interfaceUri) throws IOException {
        set(released(interfaceUri));
    }

    /** From now on the user keeps to this one alone. */
    void pin(Selection selection) throws IOException {
        Map<FeedUri, FeedPreferences> others = released(selection.role().interfaceUri());
        others.remove(selection.feed());
        Map<String, Stability> ratings =
                new HashMap<>(cache.preferences(selection.feed()).withoutPins().stability());
        ratings.put(selection.id(), Stability.PREFERRED);
        // First, so that whoever looks meanwhile sees that there is one.
        cache.set(selection.feed(), new FeedPreferences(ratings));
        set(others);
    }

    private void set(Map<FeedUri, FeedPreferences> all) throws IOException {
        for (Map.Entry<FeedUri, FeedPreferences> one : all.entrySet()) cache.set(one.getKey(), one.getValue());
    }

    /** Of those feeds that have pins, what they have besides; whether one is damaged is known before any is written. */
    private Map<FeedUri, FeedPreferences> released(InterfaceUri interfaceUri) throws IOException {
        Map<FeedUri, FeedPreferences> released = new LinkedHashMap<>();
        for (FeedUri feed : feeds(interfaceUri)) {
            FeedPreferences present = cache.preferences(feed);
            FeedPreferences rest = present.withoutPins();
            if (!rest.equals(present)) released.put(feed, rest);
        }
        return released;
    }

    /** Those that an implementation of the interface can be from. */
    private Set<FeedUri> feeds(InterfaceUri interfaceUri) throws IOException {
        Set<FeedUri> feeds = new LinkedHashSet<>();
        FeedUri main = FeedUri.of(interfaceUri.text());
        feeds.add(main);
        imports(main).forEach(feeds::add);
        cache.preferences(interfaceUri).feeds().forEach(feed -> feeds.add(feed.uri()));
        for (FeedUri feed : Set.copyOf(feeds)) feeds.add(new FeedUri.Distribution(feed));
        return feeds;
    }

    private Set<FeedUri> imports(FeedUri main) {
        Set<FeedUri> imports = new LinkedHashSet<>();
        try {
            cache.get(main).ifPresent(feed -> feed.imports().forEach(one -> imports.add(one.uri())));
        } catch (UnusableFeed toldElsewhere) {
            // The choice says so.
        }
        return imports;
    }
}
