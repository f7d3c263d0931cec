package org.slipway.recipes.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Spool;
import org.slipway.api.transport.TransferListener;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.recipes.internal.Resources.Resource;
import org.slipway.recipes.internal.Resources.Wanted;

/**
 * One file's way here. First the primary; when it has failed, the mirrors, one after the other, each going on where the one
 * before broke off; when it has stalled, it is asked again, and beside it the mirrors.
 */
final class FileFetch {
    private final Loop loop;
    private final Downloader downloader;
    private final Announcer announcer;
    private final Order order;
    private final Wanted wanted;
    private final Arrival arrival;
    private final URI primary;
    private final List<URI> mirrors;
    private final Spool.Part part;
    /** The mirror that is being asked, or has brought it. */
    private Optional<URI> underWay = Optional.empty();

    /** @param mirrors the best first */
    FileFetch(
            Loop loop,
            Downloader downloader,
            Announcer announcer,
            Order order,
            Wanted wanted,
            Arrival arrival,
            URI primary,
            List<URI> mirrors) {
        this.loop = loop;
        this.downloader = downloader;
        this.announcer = announcer;
        this.order = order;
        this.wanted = wanted;
        this.arrival = arrival;
        this.primary = primary;
        this.mirrors = mirrors;
        this.part = order.larder().part(wanted.part());
    }

    /** What has come, or why nothing has. */
    private record Brought(Optional<Resource> resource, List<NetworkProblem> problems) {
        Brought after(List<NetworkProblem> earlier) {
            List<NetworkProblem> all = new ArrayList<>(earlier);
            all.addAll(problems);
            return new Brought(resource, List.copyOf(all));
        }

        boolean hasStalled() {
            return problems.stream().anyMatch(problem -> problem.kind() == Kind.STALLED);
        }

        boolean isOffline() {
            return problems.stream().anyMatch(problem -> problem.kind() == Kind.OFFLINE);
        }
    }

    /** Fails with {@link StepFailure}. */
    Promise<Resource> run(Switch scope) {
        Optional<Resource> before = order.larder().brought(wanted);
        if (before.isPresent()) return loop.promises().resolved(before.get());
        return part.length()
                .flatMap(length -> isWhole(length) ? kept(length) : fromPrimary(scope))
                .thenAccept(this::tellOfMirror)
                .flatMap(brought -> brought.resource().map(this::bring).orElseGet(() -> loop.promises()
                        .failed(new StepFailure(new Fetching.NetworkFailure(brought.problems())))));
    }

    private Promise<Resource> bring(Resource resource) {
        order.larder().noteBrought(wanted, resource);
        return loop.promises().resolved(resource);
    }

    private boolean isWhole(long length) {
        return length > 0 && wanted.size().isPresent() && wanted.size().getAsLong() == length;
    }

    private Promise<Brought> kept(long length) {
        order.larder().notePieced();
        return sure(new Brought(Optional.of(new Resource(primary, part.file(), length)), List.of()));
    }

    private Promise<Brought> fromPrimary(Switch scope) {
        return from(primary, part, scope).flatMap(brought -> {
            if (brought.resource().isPresent() || brought.isOffline()) return sure(brought);
            if (brought.hasStalled()) return race(scope);
            return fromMirrors(mirrors, part, scope).map(mirror -> mirror.after(brought.problems()));
        });
    }

    private Promise<Brought> race(Switch scope) {
        return Promising.using(loop.promises(), scope, race -> part.copy(wanted.part() + " from a mirror")
                .flatMap(copy -> {
                    Promise<Brought> again = from(primary, part, race);
                    Promise<Brought> mirror = fromMirrors(mirrors, copy, race);
                    return Promising.first(loop.promises(), List.of(again, mirror))
                            .flatMap(first -> first.resource().isPresent() ? sure(first) : either(again, mirror));
                }));
    }

    private Promise<Brought> either(Promise<Brought> one, Promise<Brought> other) {
        return one.flatMap(
                first -> other.map(second -> first.resource().isPresent() ? first : second.after(first.problems())));
    }

    private Promise<Brought> fromMirrors(List<URI> mirrors, Spool.Part into, Switch scope) {
        if (mirrors.isEmpty()) return sure(new Brought(Optional.empty(), List.of()));
        URI mirror = mirrors.get(0);
        underWay = Optional.of(mirror);
        announcer.announce(new Event.MirrorStarted(primary, mirror));
        return from(mirror, into, scope).flatMap(brought -> {
            if (brought.resource().isPresent()) return sure(brought);
            underWay = Optional.empty();
            announcer.announce(new Event.MirrorLost(primary, mirror));
            return fromMirrors(mirrors.subList(1, mirrors.size()), into, scope)
                    .map(next -> next.after(brought.problems()));
        });
    }

    private void tellOfMirror(Brought brought) {
        boolean won = brought.resource()
                .filter(resource -> underWay.equals(Optional.of(resource.uri())))
                .isPresent();
        underWay.ifPresent(mirror ->
                announcer.announce(won ? new Event.MirrorWon(primary, mirror) : new Event.MirrorLost(primary, mirror)));
    }

    private Promise<Brought> from(URI uri, Spool.Part into, Switch scope) {
        return order.larder()
                .beginning(into, uri)
                .flatMap(beginning -> downloader.download(
                        request(uri, into, beginning), Event.Purpose.ARCHIVE, Optional.of(order.feed()), scope))
                .flatMap(outcome -> outcome.fold(
                        fetched -> sure(
                                new Brought(Optional.of(new Resource(uri, fetched.file(), fetched.size())), List.of())),
                        unmodified -> loop.promises().failed(new IllegalStateException("Unmodified")),
                        failure -> failed(failure.problem(), into),
                        aborted -> loop.promises().failed(new StepFailure(new Fetching.Aborted()))));
    }

    private DownloadRequest request(URI uri, Spool.Part into, Beginning beginning) {
        DownloadRequest.Builder request = DownloadRequest.to(uri, into.file())
                .skip(wanted.skip())
                .resume(beginning)
                .listener(new Following(uri, into));
        return wanted.size().isPresent()
                ? request.size(wanted.size().getAsLong()).build()
                : request.limit(wanted.limit()).build();
    }

    /** Writes down what a transfer brings, and tells who already makes use of it, unless it goes beside the file. */
    private final class Following implements TransferListener {
        private final URI asked;
        private final Spool.Part into;
        private final Path file;

        Following(URI asked, Spool.Part into) {
            this.asked = asked;
            this.into = into;
            this.file = into.file();
        }

        @Override
        public void answered(URI from, Validators validators, long at) {
            into.answered(asked, validators);
            if (at > 0) order.larder().notePieced();
            if (into == part) arrival.continues(file, at);
        }

        @Override
        public void received(long total) {
            if (into == part) arrival.reaches(total);
        }

        @Override
        public Optional<Promise<Done>> room() {
            return into == part ? arrival.room() : Optional.empty();
        }
    }

    private Promise<Brought> failed(NetworkProblem problem, Spool.Part into) {
        if (problem.kind() == Kind.DISK)
            return loop.promises().failed(new StepFailure(new Fetching.StoreFailure(problem.detail())));
        Brought nothing = new Brought(Optional.empty(), List.of(problem));
        boolean wrong = problem.kind() == Kind.TOO_LONG;
        return wrong ? into.discard().map(x -> nothing) : sure(nothing);
    }

    private Promise<Brought> sure(Brought brought) {
        return loop.promises().resolved(brought);
    }
}
