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
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.Scratch;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.api.transport.TransferListener;
import org.slipway.async.Loop;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.xml.Xml;

/** Downloads a feed from one place, and brings it into the cache. */
@Component(service = Source.class)
public final class Source {

    private final Loop loop;
    private final Downloader downloader;
    private final Scratch scratch;
    private final Admission admission;

    @Activate
    public Source(
            @Reference Loop loop,
            @Reference Downloader downloader,
            @Reference Scratch scratch,
            @Reference Admission admission) {
        this.loop = loop;
        this.downloader = downloader;
        this.scratch = scratch;
        this.admission = admission;
    }

    /**
     * @param keysFrom a resource in the directory that has the keys
     * @param listener what follows the transfer, for as long as its scope is on
     */
    Promise<Arrival> fetch(
            FeedUri.Remote feed, URI uri, URI keysFrom, Function<Switch, TransferListener> listener, Switch scope) {
        return Promising.using(loop.promises(), scope, transfer -> scratch.file(transfer)
                        .flatMap(file -> download(feed, uri, file, listener.apply(transfer), transfer))
                        .flatMap(outcome -> next(feed, keysFrom, outcome, scope)))
                .flatMap(Supplier::get)
                .recover(failed -> failed.getFailure() instanceof IOException disk ? cacheFailure(feed, disk) : null);
    }

    private Promise<Download> download(
            FeedUri.Remote feed, URI uri, Path file, TransferListener listener, Switch transfer) {
        DownloadRequest request = DownloadRequest.to(uri, file)
                .limit(Xml.NETWORK_LIMIT)
                .listener(listener)
                .build();
        return downloader.download(request, Event.Purpose.FEED, Optional.of(feed), transfer);
    }

    /** What is to be done when the transfer is over and its file deleted. */
    private Promise<Supplier<Promise<Arrival>>> next(
            FeedUri.Remote feed, URI keysFrom, Download outcome, Switch scope) {
        return outcome.fold(
                fetched -> loop.offLoop(() -> Files.readAllBytes(fetched.file()))
                        .map(document -> () ->
                                admission.admit(feed, document, keysFrom, scope).map(Arrival.Came::new)),
                unmodified -> loop.promises().failed(new IllegalStateException("Unmodified, but nothing was known")),
                failure -> then(new Arrival.Unreachable(failure.problem())),
                aborted -> then(new Arrival.Aborted()));
    }

    private Promise<Supplier<Promise<Arrival>>> then(Arrival arrival) {
        return loop.promises().resolved(() -> loop.promises().resolved(arrival));
    }

    private static Arrival cacheFailure(FeedUri.Remote feed, IOException disk) {
        FeedProblem problem = new FeedProblem.CacheFailure(feed, DiskFailure.words(disk));
        return new Arrival.Came(Admitted.of(new Import.Rejected(problem)));
    }
}
