package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.api.feed.UnusableFeed;
import org.slipway.api.store.Store;
import org.slipway.model.FeedUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;

/** The implementations of all stores, with what the feeds in the cache say about them. */
final class Stock {
    private final Services services;

    Stock(Services services) {
        this.services = services;
    }

    /** @param size of its files */
    record Item(ManifestDigest digest, Path path, long size, Optional<Owner> owner) {
        String text() {
            return digest + "  " + Sizes.text(size) + "  " + whose();
        }

        String whose() {
            return owner.map(known -> known.name() + " " + known.version() + " (" + known.feed() + ")")
                    .orElse("of no feed that is here");
        }

        JsonObject json() {
            return new JsonObject()
                    .with("digest", digest.toString())
                    .with("path", path.toString())
                    .with("bytes", size)
                    .with("feed", owner.map(known -> known.feed().toString()).orElse(null))
                    .with("name", owner.map(Owner::name).orElse(null))
                    .with("version", owner.map(Owner::version).orElse(null));
        }
    }

    /** @param name of the program */
    record Owner(FeedUri feed, String name, String version) {}

    /** In the order of the stores and of their names. */
    List<Item> items() throws IOException {
        Map<ManifestDigest, Owner> owners = owners();
        List<Item> items = new ArrayList<>();
        for (Store.Entry entry : services.store.list())
            items.add(new Item(
                    entry.digest(),
                    entry.path(),
                    services.upkeep.size(entry.path()),
                    Optional.ofNullable(owners.get(entry.digest()))));
        return items;
    }

    static String json(List<Item> items) {
        return new JsonObject()
                .with(
                        "implementations",
                        items.stream().map(item -> item.json().members()).toList())
                .line();
    }

    private Map<ManifestDigest, Owner> owners() throws IOException {
        Map<ManifestDigest, Owner> owners = new HashMap<>();
        for (FeedUri.Remote uri : services.feeds.list()) {
            try {
                services.feeds.get(uri).ifPresent(feed -> note(feed, owners));
            } catch (UnusableFeed nothingToSay) {
                // Whoever runs something from it is told.
            }
        }
        return owners;
    }

    private static void note(Feed feed, Map<ManifestDigest, Owner> owners) {
        for (Implementation implementation : feed.implementations().values()) {
            if (!(implementation.source() instanceof Implementation.Source.Cached cached)) continue;
            Owner owner =
                    new Owner(feed.uri(), feed.name(), implementation.version().toString());
            cached.digests().forEach(digest -> owners.putIfAbsent(digest, owner));
        }
    }
}
