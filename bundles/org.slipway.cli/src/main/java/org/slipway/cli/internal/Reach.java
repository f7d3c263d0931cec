package org.slipway.cli.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.promise.Promise;
import org.slipway.api.monitor.Event.Purpose;
import org.slipway.api.settings.Scratch;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Route;
import org.slipway.api.transport.Routes;
import org.slipway.api.transport.TransferListener;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Tries whether a server answers, as everything else here would ask it, but once and not for long. */
@Component(service = Reach.class)
public final class Reach {
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What it says is not of interest. */
    private static final long LIMIT = 1 << 20;

    private final Loop loop;
    private final Supplier<Downloader> downloader;
    private final Supplier<Scratch> scratch;

    /** Asked for when it is needed: with it comes the transport. */
    private volatile Supplier<Routes> routes = () -> null;

    @Activate
    public Reach(
            @Reference Loop loop,
            @Reference ComponentServiceObjects<Downloader> downloader,
            @Reference ComponentServiceObjects<Scratch> scratch) {
        this(loop, downloader::getService, scratch::getService);
    }

    Reach(Loop loop, Supplier<Downloader> downloader, Supplier<Scratch> scratch) {
        this.loop = loop;
        this.downloader = downloader;
        this.scratch = scratch;
    }

    @Reference(
            service = Routes.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "forget")
    void know(ComponentServiceObjects<Routes> registered) {
        know(registered::getService);
    }

    void forget(ComponentServiceObjects<Routes> gone) {
        know(() -> null);
    }

    void know(Supplier<Routes> some) {
        routes = some;
    }

    /** Empty where nobody knows. */
    Optional<Route> route(URI uri) {
        return Optional.ofNullable(routes.get()).map(known -> known.to(uri));
    }

    /**
     * What came of it.
     *
     * @param problem absent if the server has sent something
     * @param ahead how far the server's clock is ahead of ours, if it says what time it is
     */
    record Answer(Optional<NetworkProblem> problem, Optional<Duration> ahead) {}

    /** Fails if there is no place for an answer. */
    Promise<Answer> ask(URI uri, Switch scope) {
        Switch attempt = scope.child();
        Asking asking = new Asking(uri, attempt);
        loop.after(PATIENCE, () -> asking.giveUp(new NetworkProblem(uri, Kind.CONNECT_TIMEOUT, "")), attempt);
        return scratch.get()
                .file(scope)
                .flatMap(file -> downloader
                        .get()
                        .download(
                                DownloadRequest.to(uri, file)
                                        .limit(LIMIT)
                                        .listener(asking)
                                        .build(),
                                Purpose.FEED,
                                Optional.empty(),
                                attempt))
                .map(asking::answer)
                .onResolve(attempt::off);
    }

    private final class Asking implements TransferListener {
        private final URI uri;
        private final Switch attempt;
        private Optional<NetworkProblem> given = Optional.empty();
        private Optional<Duration> ahead = Optional.empty();

        Asking(URI uri, Switch attempt) {
            this.uri = uri;
            this.attempt = attempt;
        }

        @Override
        public void dated(URI from, Instant time) {
            ahead = Optional.of(Duration.between(loop.clock().instant(), time));
        }

        /** Once is enough. */
        @Override
        public void retrying(NetworkProblem problem, Duration after) {
            giveUp(problem);
        }

        void giveUp(NetworkProblem why) {
            given = given.or(() -> Optional.of(why));
            attempt.off();
        }

        Answer answer(Download download) {
            Optional<NetworkProblem> problem = download.fold(
                    fetched -> Optional.empty(),
                    unmodified -> Optional.empty(),
                    failure -> Optional.of(failure.problem()),
                    aborted -> given.or(() -> Optional.of(new NetworkProblem(uri, Kind.BROKEN, "stopped"))));
            return new Answer(problem, ahead);
        }
    }
}
