package org.slipway.feeds.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.mirror.MirrorStrategy.FeedMirror;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.Scratch;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.api.transport.TransferListener;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.feeds.internal.ServedStates.Served;
import org.slipway.model.FeedUri;
import org.slipway.model.xml.Xml;

/** Downloads a feed from one place, and brings it into the cache. */
@Component(service = Source.class)
public final class Source {

    private final Loop loop;
    private final Downloader downloader;
    private final Scratch scratch;
    private final Admission admission;
    private final ServedStates states;

    @Activate
    public Source(
            @Reference Loop loop,
            @Reference Downloader downloader,
            @Reference Scratch scratch,
            @Reference Admission admission,
            @Reference ServedStates states) {
        this.loop = loop;
        this.downloader = downloader;
        this.scratch = scratch;
        this.admission = admission;
        this.states = states;
    }

    /**
     * Asks the primary, unless nothing has changed there since it served what is cached: then that is what came.
     *
     * @param listener what follows the transfer, for as long as its scope is on
     */
    Promise<Arrival> primary(FeedUri.Remote feed, URI uri, Function<Switch, TransferListener> listener, Switch scope) {
        return loop.offLoop(() -> states.cached(feed))
                .flatMap(known -> fetch(new Place(feed, uri, uri, known, states::remember), listener, scope));
    }

    Promise<Arrival> mirror(FeedUri.Remote feed, FeedMirror copy, Switch scope) {
        Place place = new Place(feed, copy.feed(), copy.keys(), Optional.empty(), (same, document, validators) -> {});
        return fetch(place, transfer -> TransferListener.NONE, scope);
    }

    private interface Memory {
        void remember(FeedUri.Remote feed, byte[] document, Validators validators) throws IOException;
    }

    /**
     * @param keysFrom a resource in the directory that has the keys
     * @param known what it has served before
     */
    private record Place(FeedUri.Remote feed, URI uri, URI keysFrom, Optional<Served> known, Memory memory) {}

    private Promise<Arrival> fetch(Place place, Function<Switch, TransferListener> listener, Switch scope) {
        return Promising.using(loop.promises(), scope, transfer -> scratch.file(transfer)
                        .flatMap(file -> download(place, file, listener.apply(transfer), transfer))
                        .flatMap(outcome -> next(place, outcome, scope)))
                .flatMap(Supplier::get)
                .recover(failed -> failed.getFailure() instanceof IOException disk ? cacheFailure(place, disk) : null);
    }

    private Promise<Download> download(Place place, Path file, TransferListener listener, Switch transfer) {
        DownloadRequest request = DownloadRequest.to(place.uri, file)
                .limit(Xml.NETWORK_LIMIT)
                .validators(place.known.map(Served::validators).orElse(Validators.NONE))
                .listener(listener)
                .build();
        return downloader.download(request, Event.Purpose.FEED, Optional.of(place.feed), transfer);
    }

    /** What is to be done when the transfer is over and its file deleted. */
    private Promise<Supplier<Promise<Arrival>>> next(Place place, Download outcome, Switch scope) {
        return outcome.fold(
                fetched -> loop.offLoop(() -> Files.readAllBytes(fetched.file()))
                        .map(document -> () -> admit(place, document, fetched.validators(), scope)),
                unmodified -> loop.promises().resolved(() -> unchanged(place, scope)),
                failure -> then(new Arrival.Unreachable(failure.problem())),
                aborted -> then(new Arrival.Aborted()));
    }

    private Promise<Arrival> admit(Place place, byte[] document, Validators validators, Switch scope) {
        return admission.admit(place.feed, document, place.keysFrom, scope).flatMap(admitted -> {
            boolean cached = admitted.outcome() instanceof Import.Imported || admitted.outcome() instanceof Import.Same;
            Arrival came = new Arrival.Came(admitted);
            return cached
                    ? remember(place, document, validators).map(x -> came)
                    : loop.promises().resolved(came);
        });
    }

    private Promise<Done> remember(Place place, byte[] document, Validators validators) {
        // Without the note the next look brings the whole feed, which is no reason to do without this one.
        return loop.offLoop(() -> {
                    place.memory.remember(place.feed, document, validators);
                    return Done.DONE;
                })
                .recover(failed -> failed.getFailure() instanceof IOException ? Done.DONE : null);
    }

    /** As if the same had come again, so that whatever has become of it or of its key meanwhile is noticed. */
    private Promise<Arrival> unchanged(Place place, Switch scope) {
        byte[] document = place.known
                .orElseThrow(() -> new IllegalStateException("Unmodified, but nothing was known"))
                .document();
        return admission.admit(place.feed, document, place.keysFrom, scope).map(Arrival.Came::new);
    }

    private Promise<Supplier<Promise<Arrival>>> then(Arrival arrival) {
        return loop.promises().resolved(() -> loop.promises().resolved(arrival));
    }

    private static Arrival cacheFailure(Place place, IOException disk) {
        FeedProblem problem = new FeedProblem.CacheFailure(place.feed, DiskFailure.words(disk));
        return new Arrival.Came(Admitted.of(new Import.Rejected(problem)));
    }
}
