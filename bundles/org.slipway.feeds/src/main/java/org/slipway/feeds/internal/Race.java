package org.slipway.feeds.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.FeedUpdate;
import org.slipway.api.feed.Import;
import org.slipway.api.mirror.MirrorStrategy.FeedMirror;
import org.slipway.api.mirror.Mirrors;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;

/** One fetch of one feed: the primary alone; the mirrors when it has failed, or beside it when it is slow. */
final class Race {

    private final Loop loop;
    private final Source source;
    private final Mirrors mirrors;
    private final Duration slowAfter;
    private final Announcer announcer;
    private final FeedUri.Remote feed;
    private final URI uri;
    private final Switch scope;
    private final Switch mirrorScope;

    Race(
            Loop loop,
            Source source,
            Mirrors mirrors,
            Duration slowAfter,
            Announcer announcer,
            FeedUri.Remote feed,
            URI uri,
            Switch scope) {
        this.loop = loop;
        this.source = source;
        this.mirrors = mirrors;
        this.slowAfter = slowAfter;
        this.announcer = announcer;
        this.feed = feed;
        this.uri = uri;
        this.scope = scope;
        this.mirrorScope = scope.child();
    }

    Promise<FeedUpdate> run() {
        Slowness slowness = new Slowness(loop, slowAfter);
        Promise<Arrival> primary = source.primary(feed, uri, slowness::listener, scope);
        return firstOf(primary, slowness.slow())
                .flatMap(x -> primary.isDone() ? primary.map(this::primaryInTime) : primaryIsSlow(primary));
    }

    private FeedUpdate primaryInTime(Arrival primary) {
        return primary.fold(
                came -> update(came.admitted().outcome()),
                unreachable -> problem(
                        unreachable.problem(), startMirrors(unreachable).map(mirror -> mirror.map(this::mirrorAlone))),
                aborted -> new FeedUpdate.Aborted());
    }

    private Promise<FeedUpdate> primaryIsSlow(Promise<Arrival> primary) {
        Optional<Promise<Arrival>> started = startMirrors();
        if (started.isEmpty()) return primary.map(this::primaryAtLast);
        Promise<Arrival> mirror = started.get();
        return firstOf(primary, mirror)
                .flatMap(x -> primary.isDone()
                        ? primary.flatMap(arrival -> primaryFirst(arrival, mirror))
                        : mirror.flatMap(arrival -> mirrorFirst(arrival, primary)));
    }

    private Promise<FeedUpdate> primaryFirst(Arrival primary, Promise<Arrival> mirror) {
        return primary.fold(
                came -> {
                    mirrorScope.off();
                    return mirror.map(late -> brought(late)
                            .map(feed -> both(came.admitted(), late, feed))
                            .orElseGet(() -> update(came.admitted().outcome())));
                },
                unreachable -> loop.promises()
                        .resolved(problem(unreachable.problem(), Optional.of(mirror.map(this::mirrorAlone)))),
                aborted -> loop.promises().resolved(new FeedUpdate.Aborted()));
    }

    /** The mirror's was just being taken when the primary's came. */
    private FeedUpdate both(Admitted primary, Arrival mirror, Feed brought) {
        return new FeedUpdate.Updated(
                brought,
                isOvertaken(primary, mirror)
                        ? Optional.empty()
                        : Optional.of(loop.promises().resolved(cameAfterMirror(primary.outcome(), mirror))));
    }

    /** Whether the mirror's was cached after the primary's, though it was asked for later. */
    private static boolean isOvertaken(Admitted primary, Arrival mirror) {
        boolean taken = primary.outcome() instanceof Import.Imported || primary.outcome() instanceof Import.Same;
        return taken
                && mirror instanceof Arrival.Came copy
                && copy.admitted().outcome() instanceof Import.Imported
                && !isBefore(copy.admitted().before(), primary.before());
    }

    /** Nothing is before anything. */
    private static boolean isBefore(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.isPresent() && one.get().isBefore(other.get());
    }

    private static Optional<Instant> before(Arrival arrival) {
        return arrival instanceof Arrival.Came came ? came.admitted().before() : Optional.empty();
    }

    /** What the mirror has is used now, the primary still awaited. Nobody is told of a mirror that has nothing. */
    private Promise<FeedUpdate> mirrorFirst(Arrival mirror, Promise<Arrival> primary) {
        Optional<Feed> brought = brought(mirror);
        if (brought.isEmpty()) return primary.map(this::primaryAtLast);
        Promise<FeedUpdate> later = primary.map(arrival -> primaryAfterMirror(arrival, mirror));
        return loop.promises().resolved(new FeedUpdate.Updated(brought.get(), Optional.of(later)));
    }

    private FeedUpdate primaryAfterMirror(Arrival primary, Arrival mirror) {
        return primary.fold(
                came -> isOvertaken(came.admitted(), mirror)
                        ? new FeedUpdate.Unchanged()
                        : cameAfterMirror(came.admitted().outcome(), mirror),
                unreachable -> problem(unreachable.problem(), Optional.empty()),
                aborted -> new FeedUpdate.Aborted());
    }

    private FeedUpdate cameAfterMirror(Import primary, Arrival mirror) {
        if (primary instanceof Import.Same) return new FeedUpdate.Unchanged();
        if (primary instanceof Import.ReplayAttack older && !isOlderThanBefore(older, mirror)) {
            announcer.announce(
                    new Event.Warning("The server of " + feed + " is behind or frozen: it has the version of "
                            + older.offered() + ", its mirror that of " + older.cached() + ", which is kept"));
            return new FeedUpdate.Unchanged();
        }
        return update(primary);
    }

    /** Whether it is an attack on what was cached when the run began, not only behind what the mirror has brought. */
    private static boolean isOlderThanBefore(Import.ReplayAttack older, Arrival mirror) {
        Optional<Instant> before = before(mirror);
        return before.isPresent() && older.offered().isBefore(before.get());
    }

    private FeedUpdate primaryAtLast(Arrival primary) {
        return primary.fold(
                came -> update(came.admitted().outcome()),
                unreachable -> problem(unreachable.problem(), Optional.empty()),
                aborted -> new FeedUpdate.Aborted());
    }

    /** The primary has failed, as was reported. A mirror that has nothing newer is nothing to report. */
    private FeedUpdate mirrorAlone(Arrival mirror) {
        if (scope.isOff()) return new FeedUpdate.Aborted();
        return brought(mirror)
                .<FeedUpdate>map(newer -> new FeedUpdate.Updated(newer, Optional.empty()))
                .orElseGet(FeedUpdate.Unchanged::new);
    }

    private Optional<Promise<Arrival>> startMirrors(Arrival.Unreachable primary) {
        Kind kind = primary.problem().kind();
        return kind == Kind.DISK || kind == Kind.OFFLINE ? Optional.empty() : startMirrors();
    }

    private Optional<Promise<Arrival>> startMirrors() {
        List<FeedMirror> copies = mirrors.feed(feed);
        return copies.isEmpty() ? Optional.empty() : Optional.of(awaited(copies));
    }

    /** Who turns them off waits until what is just being cached is cached. */
    private Promise<Arrival> awaited(List<FeedMirror> copies) {
        Deferred<Done> ended = loop.promises().deferred();
        mirrorScope.onOff(() -> ended.getPromise());
        return firstReachable(copies).onResolve(() -> ended.resolve(Done.DONE));
    }

    private Promise<Arrival> firstReachable(List<FeedMirror> copies) {
        FeedMirror best = copies.get(0);
        List<FeedMirror> others = copies.subList(1, copies.size());
        announcer.announce(new Event.MirrorStarted(uri, best.feed()));
        return source.mirror(feed, best, mirrorScope)
                .thenAccept(arrival -> announcer.announce(
                        brought(arrival).isPresent()
                                ? new Event.MirrorWon(uri, best.feed())
                                : new Event.MirrorLost(uri, best.feed())))
                .flatMap(arrival -> brought(arrival).isPresent() || others.isEmpty() || mirrorScope.isOff()
                        ? loop.promises().resolved(arrival)
                        : firstReachable(others));
    }

    private static Optional<Feed> brought(Arrival arrival) {
        if (!(arrival instanceof Arrival.Came came)) return Optional.empty();
        if (came.admitted().outcome() instanceof Import.Imported imported) return Optional.of(imported.feed());
        if (came.admitted().outcome() instanceof Import.Same same) return Optional.of(same.feed());
        return Optional.empty();
    }

    private FeedUpdate update(Import outcome) {
        return outcome.fold(
                imported -> new FeedUpdate.Updated(imported.feed(), Optional.empty()),
                same -> new FeedUpdate.Updated(same.feed(), Optional.empty()),
                replay -> notImported(replay),
                malformed -> notImported(malformed),
                wrongUri -> notImported(wrongUri),
                rejected -> new FeedUpdate.Problem(rejected.why(), Optional.empty()),
                aborted -> new FeedUpdate.Aborted());
    }

    private FeedUpdate notImported(Import why) {
        return new FeedUpdate.Problem(new FeedProblem.NotImported(feed, why), Optional.empty());
    }

    private FeedUpdate problem(NetworkProblem problem, Optional<Promise<FeedUpdate>> later) {
        return new FeedUpdate.Problem(new FeedProblem.Unreachable(feed, problem), later);
    }

    private Promise<Done> firstOf(Promise<?> one, Promise<?> other) {
        return Promising.first(loop.promises(), List.of(one.map(x -> Done.DONE), other.map(x -> Done.DONE)));
    }
}
