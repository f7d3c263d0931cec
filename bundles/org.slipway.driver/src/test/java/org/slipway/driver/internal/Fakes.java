package org.slipway.driver.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.FeedFetcher;
import org.slipway.api.feed.FeedPreferences;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.FeedUpdate;
import org.slipway.api.feed.Import;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.fetch.ImplementationFetcher;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Manifest;
import org.slipway.api.store.Store;
import org.slipway.api.store.Verification;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;

/** A machine without disk and network. */
final class Fakes {
    private Fakes() {}

    static final class Cache implements FeedCache {
        final Map<FeedUri, Feed> feeds = new HashMap<>();
        final Map<FeedUri, Instant> checked = new HashMap<>();
        final Map<FeedUri, Instant> attempted = new HashMap<>();
        final Map<FeedUri, FeedPreferences> preferences = new HashMap<>();
        final Map<FeedUri, String> unusable = new HashMap<>();
        boolean damaged;

        @Override
        public Optional<Feed> get(FeedUri uri) throws UnusableFeed {
            if (unusable.containsKey(uri)) throw new UnusableFeed(uri, unusable.get(uri));
            return Optional.ofNullable(feeds.get(uri));
        }

        @Override
        public Optional<byte[]> bytes(FeedUri.Remote uri) {
            return Optional.empty();
        }

        @Override
        public void put(FeedUri.Remote uri, byte[] document) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<FeedUri.Remote> list() {
            return List.of();
        }

        @Override
        public Optional<Instant> lastChecked(FeedUri.Remote uri) {
            return Optional.ofNullable(checked.get(uri));
        }

        @Override
        public void checked(FeedUri.Remote uri, Instant when) {
            checked.put(uri, when);
        }

        @Override
        public Optional<Instant> lastAttempt(FeedUri.Remote uri) {
            return Optional.ofNullable(attempted.get(uri));
        }

        @Override
        public void attempted(FeedUri.Remote uri, Instant when) {
            attempted.put(uri, when);
        }

        @Override
        public FeedPreferences preferences(FeedUri feed) throws IOException {
            if (damaged) throw new IOException("damaged");
            return preferences.getOrDefault(feed, FeedPreferences.NONE);
        }

        @Override
        public InterfacePreferences preferences(InterfaceUri interfaceUri) throws IOException {
            if (damaged) throw new IOException("damaged");
            return InterfacePreferences.NONE;
        }

        @Override
        public void set(FeedUri feed, FeedPreferences preferences) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void set(InterfaceUri interfaceUri, InterfacePreferences preferences) {
            throw new UnsupportedOperationException();
        }
    }

    static final class Stored implements Store {
        int tidied;
        final Set<ManifestDigest> digests = new HashSet<>();
        final List<Path> directories = new ArrayList<>();

        @Override
        public List<Path> directories() {
            return directories;
        }

        @Override
        public Optional<Path> find(List<ManifestDigest> wanted) {
            return wanted.stream().filter(digests::contains).findFirst().map(d -> Path.of("/store", d.directoryName()));
        }

        @Override
        public List<Entry> list() {
            return List.of();
        }

        @Override
        public Draft draft(ManifestDigest expected, long limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Draft sketch(ManifestDigest.Algorithm algorithm, long limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void tidy() {
            tidied++;
        }

        @Override
        public Manifest manifest(Path directory, ManifestDigest.Algorithm algorithm) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Verification verify(Path directory, ManifestDigest expected) {
            throw new UnsupportedOperationException();
        }
    }

    /** Every fetch waits until the test answers it. */
    static final class Fetcher implements FeedFetcher {
        private final Loop loop;
        final Map<String, Deferred<FeedUpdate>> waiting = new LinkedHashMap<>();
        final List<String> asked = new ArrayList<>();

        Fetcher(Loop loop) {
            this.loop = loop;
        }

        @Override
        public Promise<FeedUpdate> fetch(FeedUri.Remote feed, Switch scope) {
            Deferred<FeedUpdate> update = loop.promises().deferred();
            asked.add(feed.text());
            waiting.put(feed.text(), update);
            return update.getPromise();
        }

        void answers(String feed, FeedUpdate update) {
            waiting.remove(feed).resolve(update);
        }

        void brings(Feed feed) {
            answers(feed.uri().text(), new FeedUpdate.Updated(feed, Optional.empty()));
        }

        void fails(String feed) {
            answers(feed, new FeedUpdate.Problem(problem(feed), Optional.empty()));
        }

        @Override
        public Promise<Import> importFeed(FeedUri.Remote feed, byte[] document, Switch scope) {
            throw new UnsupportedOperationException();
        }
    }

    static FeedProblem problem(String feed) {
        return new FeedProblem.NotSigned(FeedUri.of(feed), "no signature block");
    }

    static final class Implementations implements ImplementationFetcher {
        private final Loop loop;
        final Map<String, Deferred<Fetching>> waiting = new LinkedHashMap<>();

        Implementations(Loop loop) {
            this.loop = loop;
        }

        @Override
        public Promise<Fetching> fetch(Feed feed, Implementation implementation, Switch scope) {
            Deferred<Fetching> fetching = loop.promises().deferred();
            waiting.put(implementation.id(), fetching);
            return fetching.getPromise();
        }
    }
}
