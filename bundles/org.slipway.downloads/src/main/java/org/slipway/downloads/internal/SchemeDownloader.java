package org.slipway.downloads.internal;

import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.promise.Deferred;
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
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** Downloads with the highest ranking transport of the URI's scheme; a defect of it leads to the next one. */
@Component
public final class SchemeDownloader implements Downloader {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Map.Entry<Map<String, Object>, Transport>> transports = List.of();

    private final Loop loop;
    private final Settings settings;
    private final Announcer announcer;
    private long ids;

    @Activate
    public SchemeDownloader(@Reference Loop loop, @Reference Settings settings, @Reference Announcer announcer) {
        this.loop = loop;
        this.settings = settings;
        this.announcer = announcer;
    }

    @Override
    public Promise<Download> download(
            DownloadRequest request, Event.Purpose purpose, Optional<FeedUri> feed, Switch scope) {
        if (scope.isOff()) return loop.promises().resolved(new Download.Aborted());
        long id = ++ids;
        announcer.announce(new Event.DownloadQueued(id, request.uri(), request.size(), purpose, feed));
        Progress progress = new Progress(id, request.listener(), loop.clock(), announcer);
        return new Retries(
                        loop,
                        settings.network().retries(),
                        request.with().listener(progress).build(),
                        tried -> once(tried, scope),
                        scope)
                .run()
                .thenAccept(outcome -> announcer.announce(new Event.DownloadEnded(id, ending(outcome))));
    }

    private Promise<Download> once(DownloadRequest request, Switch scope) {
        return attempt(serving(request.uri()), request, "", scope);
    }

    private List<Ranked<Transport>> serving(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return Ranked.snapshot(transports).stream()
                .filter(transport ->
                        values(transport.properties().get(Transport.SCHEME)).contains(scheme))
                .toList();
    }

    private static Collection<?> values(Object property) {
        if (property instanceof Collection<?> several) return several;
        if (property instanceof Object[] several) return Arrays.asList(several);
        return property == null ? List.of() : List.of(property);
    }

    private Promise<Download> attempt(
            List<Ranked<Transport>> candidates, DownloadRequest request, String defects, Switch scope) {
        if (scope.isOff()) return loop.promises().resolved(new Download.Aborted());
        if (candidates.isEmpty()) {
            NetworkProblem problem =
                    new NetworkProblem(request.uri(), NetworkProblem.Kind.NO_TRANSPORT, defects.strip());
            return loop.promises().resolved(new Download.NetworkFailure(problem));
        }
        Ranked<Transport> first = candidates.get(0);
        return start(first.service(), request, scope).recoverWith(failed -> {
            if (scope.isOff()) return loop.promises().resolved(new Download.Aborted());
            Event.Warning warning = Defect.of("transport", first.name(), failed.getFailure());
            announcer.announce(warning);
            return attempt(candidates.subList(1, candidates.size()), request, defects + " " + warning.text(), scope);
        });
    }

    private Promise<Download> start(Transport transport, DownloadRequest request, Switch scope) {
        // A promise of the plug-in may have been made anywhere: its answer is brought to this loop.
        Deferred<Download> outcome = loop.promises().deferred();
        try {
            outcome.resolveWith(Objects.requireNonNull(transport.download(request, scope), "no answer"));
        } catch (RuntimeException | LinkageError failure) {
            outcome.fail(failure);
        }
        return outcome.getPromise().thenAccept(download -> Objects.requireNonNull(download, "no outcome"));
    }

    private static Event.Ending ending(Download outcome) {
        return outcome.fold(
                fetched -> Event.Ending.FETCHED,
                unmodified -> Event.Ending.UNMODIFIED,
                failure -> Event.Ending.FAILED,
                aborted -> Event.Ending.ABORTED);
    }
}
