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

    /**
     * Takes back what the user keeps to for an interface.
     *
     * @return what the feeds' preferences were, of those that have changed
     */
    Map<FeedUri, FeedPreferences> release(InterfaceUri interfaceUri) throws IOException {
        Map<FeedUri, FeedPreferences> before = new LinkedHashMap<>();
        // Whether one of them is damaged is known before any is written.
        for (FeedUri feed : feeds(interfaceUri)) {
            FeedPreferences preferences = cache.preferences(feed);
            if (preferences.stability().containsValue(Stability.PREFERRED)) before.put(feed, preferences);
        }
        for (Map.Entry<FeedUri, FeedPreferences> one : before.entrySet())
            cache.set(one.getKey(), without(one.getValue()));
        return before;
    }

    /** From now on the user keeps to this one alone. */
    void pin(Selection selection) throws IOException {
        // By now feeds may be known that were not when the choice began.
        release(selection.role().interfaceUri());
        Map<String, Stability> ratings =
                new HashMap<>(cache.preferences(selection.feed()).stability());
        ratings.put(selection.id(), Stability.PREFERRED);
        cache.set(selection.feed(), new FeedPreferences(ratings));
    }

    void restore(Map<FeedUri, FeedPreferences> before) throws IOException {
        for (Map.Entry<FeedUri, FeedPreferences> one : before.entrySet()) cache.set(one.getKey(), one.getValue());
    }

    private static FeedPreferences without(FeedPreferences preferences) {
        Map<String, Stability> others = new HashMap<>(preferences.stability());
        others.values().removeIf(rating -> rating == Stability.PREFERRED);
        return new FeedPreferences(others);
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
