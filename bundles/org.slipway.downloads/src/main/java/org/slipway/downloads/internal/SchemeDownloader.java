package org.slipway.downloads.internal;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.promise.Promise;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.Settings;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** Downloads with the highest ranking transport of the URI's scheme; a defect of it leads to the next one. */
@Component
public final class SchemeDownloader implements Downloader {
    /** So often it is looked whether a transport has been replaced: for ten seconds. */
    private static final int LOOKS = 200;

    private static final Duration OFTEN = Duration.ofMillis(50);

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Map.Entry<Map<String, Object>, Transport>> transports = List.of();

    private final Loop loop;
    private final Settings settings;
    private final Announcer announcer;
    private final Providers<Transport> providers;

    /** The schemes that somebody has served, and may serve again soon. */
    private final Set<String> served = new HashSet<>();

    private final Map<Long, Switch> underWay = new HashMap<>();

    private long ids;

    @Activate
    public SchemeDownloader(@Reference Loop loop, @Reference Settings settings, @Reference Announcer announcer) {
        this.loop = loop;
        this.settings = settings;
        this.announcer = announcer;
        this.providers = new Providers<>(
                loop, "transport", () -> transports, text -> announcer.announce(new Event.Warning(text)));
    }

    @Override
    public Promise<Download> download(
            DownloadRequest request, Event.Purpose purpose, Optional<FeedUri> feed, Switch scope) {
        if (scope.isOff()) return loop.promises().resolved(new Download.Aborted());
        long id = ++ids;
        announcer.announce(new Event.DownloadQueued(id, request.uri(), request.size(), purpose, feed));
        Progress progress = new Progress(id, request.listener(), loop.clock(), announcer);
        Switch own = scope.child();
        underWay.put(id, own);
        return new Retries(
                        loop,
                        settings.network().retries(),
                        request.with().listener(progress).build(),
                        tried -> once(tried, own),
                        own)
                .run()
                .onResolve(() -> underWay.remove(id))
                .thenAccept(outcome -> announcer.announce(new Event.DownloadEnded(id, ending(outcome))))
                .map(outcome ->
                        outcome instanceof Download.Aborted && !scope.isOff() ? cancelled(request.uri()) : outcome)
                .onResolve(own::off);
    }

    private static Download cancelled(URI uri) {
        return new Download.NetworkFailure(new NetworkProblem(uri, NetworkProblem.Kind.CANCELLED, ""));
    }

    @Override
    public boolean cancel(long id) {
        Switch one = underWay.remove(id);
        if (one == null) return false;
        one.off();
        return true;
    }

    private Promise<Download> once(DownloadRequest request, Switch scope) {
        return attempt(serving(request.uri()), request, "", 0, scope);
    }

    private List<Provider<Transport>> serving(URI uri) {
        String scheme = scheme(uri);
        List<Provider<Transport>> serving = providers.inTurn().stream()
                .filter(transport -> transport.texts(Transport.SCHEME).contains(scheme))
                .toList();
        if (!serving.isEmpty()) served.add(scheme);
        return serving;
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private Promise<Download> attempt(
            List<Provider<Transport>> candidates, DownloadRequest request, String defects, int looks, Switch scope) {
        if (scope.isOff()) return loop.promises().resolved(new Download.Aborted());
        if (candidates.isEmpty()) return nobody(request, defects, looks, scope);
        Provider<Transport> first = candidates.get(0);
        return new Flight(loop, first, request, scope).start().recoverWith(failed -> {
            if (scope.isOff()) return loop.promises().resolved(new Download.Aborted());
            if (first.isGone()) return attempt(serving(request.uri()), request, defects, 0, scope);
            String defect = " " + failed.getFailure().getMessage();
            return attempt(candidates.subList(1, candidates.size()), request, defects + defect, 0, scope);
        });
    }

    /** The one that served the scheme until now may just be being replaced. */
    private Promise<Download> nobody(DownloadRequest request, String defects, int looks, Switch scope) {
        String scheme = scheme(request.uri());
        if (looks == LOOKS) served.remove(scheme);
        if (!defects.isEmpty() || !served.contains(scheme))
            return loop.promises()
                    .resolved(new Download.NetworkFailure(
                            new NetworkProblem(request.uri(), NetworkProblem.Kind.NO_TRANSPORT, defects.strip())));
        return loop.pause(OFTEN, scope)
                .flatMap(x -> attempt(serving(request.uri()), request, defects, looks + 1, scope));
    }

    private static Event.Ending ending(Download outcome) {
        return outcome.fold(
                fetched -> Event.Ending.FETCHED,
                unmodified -> Event.Ending.UNMODIFIED,
                failure -> Event.Ending.FAILED,
                aborted -> Event.Ending.ABORTED);
    }
}
