package org.slipway.cli.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.feed.FeedImport;
import org.slipway.model.feed.FeedImport.Origin;

/** The feeds that the user has registered for an interface. Off the loop. */
final class RegisteredFeeds {
    private final FeedCache cache;

    RegisteredFeeds(FeedCache cache) {
        this.cache = cache;
    }

    boolean has(InterfaceUri interfaceUri, FeedUri feed) throws IOException {
        return cache.preferences(interfaceUri).feeds().stream().anyMatch(known -> isUsers(known, feed));
    }

    /** The newest comes first. */
    void add(InterfaceUri interfaceUri, FeedUri feed) throws IOException {
        InterfacePreferences preferences = cache.preferences(interfaceUri);
        List<FeedImport> feeds = new ArrayList<>(preferences.feeds());
        feeds.add(0, new FeedImport(feed, Architecture.ANY, Optional.empty(), Origin.USER));
        cache.set(interfaceUri, new InterfacePreferences(preferences.stabilityPolicy(), feeds));
    }

    void remove(InterfaceUri interfaceUri, FeedUri feed) throws IOException {
        InterfacePreferences preferences = cache.preferences(interfaceUri);
        List<FeedImport> feeds = new ArrayList<>(preferences.feeds());
        feeds.removeIf(known -> isUsers(known, feed));
        cache.set(interfaceUri, new InterfacePreferences(preferences.stabilityPolicy(), feeds));
    }

    List<FeedImport> list(InterfaceUri interfaceUri) throws IOException {
        return cache.preferences(interfaceUri).feeds();
    }

    private static boolean isUsers(FeedImport known, FeedUri feed) {
        return known.origin() == Origin.USER && known.uri().equals(feed);
    }
}
