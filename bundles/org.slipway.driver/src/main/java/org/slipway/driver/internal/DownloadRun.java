package org.slipway.driver.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Acquisition.Cause;
import org.slipway.api.driver.Acquisition.Failure;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.feed.FeedFetcher;
import org.slipway.api.feed.FeedUpdate;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.fetch.ImplementationFetcher;
import org.slipway.api.settings.NetworkUse;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Lock;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** Brings the missing implementations of selections into the store, all side by side. */
final class DownloadRun {

    private final Loop loop;
    private final Late<FeedFetcher> feeds;
    private final Late<ImplementationFetcher> implementations;
    private final Surroundings surroundings;
    private final NetworkUse networkUse;
    private final Switch scope;

    DownloadRun(
            Loop loop,
            Late<FeedFetcher> feeds,
            Late<ImplementationFetcher> implementations,
            Surroundings surroundings,
            DriverRequest request,
            Switch scope) {
        this.loop = loop;
        this.feeds = feeds;
        this.implementations = implementations;
        this.surroundings = surroundings;
        this.networkUse =
                request.networkUse().orElseGet(() -> surroundings.settings().networkUse());
        this.scope = scope;
    }

    /** How it went for one selection; no cause if it is here now. */
    private record Outcome(Selection selection, Optional<Cause> cause) {}

    Promise<Acquisition> start(Selections selections) {
        return loop.offLoop(() -> wanted(selections))
                .flatMap(wanted -> loop.promises()
                        .all(wanted.missing().stream()
                                .map(one -> bring(one, wanted.lock()))
                                .toList()))
                .map(this::conclude);
    }

    private record Wanted(List<Selection> missing, Optional<Lock> lock) {}

    /** Where nothing is stored, nothing else looks for what has been left over. */
    private Wanted wanted(Selections selections) throws MalformedFeed {
        Optional<Lock> lock = Lock.find(selections);
        List<Selection> missing =
                new Inventory(surroundings).missing(selections, lock).selections();
        if (missing.isEmpty()) surroundings.store().tidy();
        return new Wanted(missing, lock);
    }

    private Promise<Outcome> bring(Selection selection, Optional<Lock> lock) {
        return cause(selection, lock).map(cause -> new Outcome(selection, cause));
    }

    private Promise<Optional<Cause>> cause(Selection selection, Optional<Lock> lock) {
        if (selection.nativePackage().isPresent()) return sure(notInstalled(selection));
        if (selection.localPath().isPresent())
            return sure(new Cause.NoDirectory(selection.localPath().get().toString()));
        if (lock.isPresent())
            return fetch(in(lock.get().feed(selection).orElseThrow(), selection).orElseThrow());
        return loop.offLoop(() -> inCache(selection))
                .flatMap(found -> found.map(f -> fetch(f)).orElseGet(() -> refreshAndFetch(selection)));
    }

    /** {@code package:deb:NAME:VERSION:CPU} names the distribution and its package. */
    private static Cause notInstalled(Selection selection) {
        String[] parts = selection.id().split(":", 4);
        String name = selection.nativePackage().get();
        return new Cause.NotInstalled(parts.length > 1 ? parts[1] : "", name);
    }

    private record Found(Feed feed, Implementation implementation) {}

    private Optional<Found> inCache(Selection selection) {
        try {
            return surroundings.cache().get(selection.feed()).flatMap(feed -> in(feed, selection));
        } catch (UnusableFeed unusable) {
            return Optional.empty();
        }
    }

    private static Optional<Found> in(Feed feed, Selection selection) {
        return Optional.ofNullable(feed.implementations().get(selection.id())).map(i -> new Found(feed, i));
    }

    /** The selections may be older or newer than the feed that is cached. */
    private Promise<Optional<Cause>> refreshAndFetch(Selection selection) {
        if (!(selection.feed() instanceof FeedUri.Remote remote))
            return sure(new Cause.NotInFeed("implementation " + selection.id() + " is not in " + selection.feed()));
        if (networkUse == NetworkUse.OFF_LINE) return sure(new Cause.Offline());
        return latest(feeds.get().fetch(remote, scope), Optional.empty())
                .flatMap(x -> loop.offLoop(() -> inCache(selection)))
                .flatMap(found -> found.map(this::fetch)
                        .orElseGet(() -> sure(new Cause.NotInFeed(
                                "implementation " + selection.id() + " is not in " + selection.feed()))));
    }

    private Promise<Optional<Feed>> latest(Promise<FeedUpdate> update, Optional<Feed> best) {
        return update.flatMap(u -> u.fold(
                updated -> updated.later()
                        .map(later -> latest(later, Optional.of(updated.feed())))
                        .orElseGet(() -> loop.promises().resolved(Optional.of(updated.feed()))),
                unchanged -> loop.promises().resolved(best),
                problem -> problem.later().map(later -> latest(later, best)).orElseGet(() -> loop.promises()
                        .resolved(best)),
                aborted -> loop.promises().resolved(best)));
    }

    private Promise<Optional<Cause>> fetch(Found found) {
        if (networkUse == NetworkUse.OFF_LINE && !World.isRetrievableOffLine(found.implementation))
            return sure(new Cause.Offline());
        return implementations
                .get()
                .fetch(found.feed, found.implementation, scope)
                .map(fetching -> fetching instanceof Fetching.Stored
                        ? Optional.empty()
                        : Optional.of(new Cause.NotFetched(fetching)));
    }

    private Promise<Optional<Cause>> sure(Cause cause) {
        return loop.promises().resolved(Optional.of(cause));
    }

    private Acquisition conclude(List<Outcome> outcomes) {
        if (scope.isOff()) return new Acquisition.Aborted();
        List<Failure> failures = new ArrayList<>();
        for (Outcome outcome : outcomes)
            outcome.cause().ifPresent(cause -> failures.add(new Failure(outcome.selection(), cause)));
        return failures.isEmpty() ? new Acquisition.Complete() : new Acquisition.Failed(List.copyOf(failures));
    }
}
