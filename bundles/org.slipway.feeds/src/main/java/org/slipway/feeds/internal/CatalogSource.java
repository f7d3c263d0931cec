package org.slipway.feeds.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.settings.Scratch;
import org.slipway.api.settings.Settings;
import org.slipway.api.signature.Signed;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.trust.Judge;
import org.slipway.api.trust.TrustDomain;
import org.slipway.async.Loop;
import org.slipway.async.Permits;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.xml.Xml;

/** Brings a catalog from its source: download, signatures, trust, then the cache. */
@Component(service = CatalogSource.class)
public final class CatalogSource {

    private final Loop loop;
    private final Downloader downloader;
    private final Scratch scratch;
    private final SignatureCheck signatures;
    private final Judge judge;
    private final CatalogEntry entry;
    private final Settings settings;

    /** One at a time, so that what a document was compared with is what it replaces. */
    private final Permits replacing;

    @Activate
    public CatalogSource(
            @Reference Loop loop,
            @Reference Downloader downloader,
            @Reference Scratch scratch,
            @Reference SignatureCheck signatures,
            @Reference Judge judge,
            @Reference CatalogEntry entry,
            @Reference Settings settings) {
        this.loop = loop;
        this.downloader = downloader;
        this.scratch = scratch;
        this.signatures = signatures;
        this.judge = judge;
        this.entry = entry;
        this.settings = settings;
        this.replacing = new Permits(loop.promises(), 1);
    }

    Promise<Brought> bring(FeedUri source, Switch scope) {
        return source.fold(
                remote -> remote(remote, scope),
                local -> loop.offLoop(() -> outcome(CatalogEntry.look(local))),
                distribution -> {
                    throw new IllegalArgumentException("No catalog is native: " + distribution);
                });
    }

    private Promise<Brought> remote(FeedUri.Remote source, Switch scope) {
        final URI uri;
        try {
            TrustDomain.of(source);
            uri = URI.create(source.text());
        } catch (IllegalArgumentException refused) {
            return resolved(problem(new FeedProblem.NotImported(source, new Import.Malformed(refused.getMessage()))));
        }
        return loop.offLoop(settings::networkUse).flatMap(use -> {
            if (use != NetworkUse.OFF_LINE) return fetch(source, uri, scope);
            NetworkProblem offline = new NetworkProblem(uri, NetworkProblem.Kind.OFFLINE, "");
            return resolved(problem(new FeedProblem.Unreachable(source, offline)));
        });
    }

    private Promise<Brought> fetch(FeedUri.Remote source, URI uri, Switch scope) {
        return Promising.using(loop.promises(), scope, transfer -> scratch.file(transfer)
                        .flatMap(file -> download(uri, file, source, transfer))
                        .flatMap(download -> next(source, uri, download, scope)))
                .flatMap(Supplier::get)
                .recover(failed -> failed.getFailure() instanceof IOException disk
                        ? problem(new FeedProblem.CacheFailure(source, DiskFailure.words(disk)))
                        : null);
    }

    private Promise<Download> download(URI uri, Path file, FeedUri.Remote source, Switch transfer) {
        DownloadRequest request =
                DownloadRequest.to(uri, file).limit(Xml.NETWORK_LIMIT).build();
        return downloader.download(request, Event.Purpose.FEED, Optional.of(source), transfer);
    }

    /** What is to be done when the transfer is over and its file deleted. */
    private Promise<Supplier<Promise<Brought>>> next(FeedUri.Remote source, URI uri, Download download, Switch scope) {
        return download.fold(
                fetched -> loop.offLoop(() -> Files.readAllBytes(fetched.file()))
                        .map(document -> () -> admit(source, document, uri, scope)),
                unmodified -> then(new Brought.Kept()),
                failure -> then(problem(new FeedProblem.Unreachable(source, failure.problem()))),
                aborted -> then(new Brought.Aborted()));
    }

    private Promise<Brought> admit(FeedUri.Remote source, byte[] document, URI keysFrom, Switch scope) {
        return signatures
                .check(source, document, keysFrom, scope)
                .flatMap(checked -> checked.fold(
                        signed -> judge(source, document, signed.signed(), scope),
                        refused -> resolved(problem(refused.why()))))
                .map(brought -> scope.isOff() ? new Brought.Aborted() : brought);
    }

    private Promise<Brought> judge(FeedUri.Remote source, byte[] document, Signed signed, Switch scope) {
        return loop.offLoop(() -> entry.acquaintance(source))
                .flatMap(acquaintance -> judge.judge(source, signed.signatures(), acquaintance, scope))
                .flatMap(verdict -> verdict.fold(
                        trusted -> Promising.using(loop.promises(), scope, turn -> replacing
                                        .acquire(turn)
                                        .flatMap(permit -> loop.offLoop(() ->
                                                outcome(entry.replace(source, document, signed, trusted.signedAt())))))
                                .recover(failed -> failed.getFailure() instanceof CancellationException
                                        ? new Brought.Aborted()
                                        : null),
                        none -> resolved(problem(new FeedProblem.NotTrusted(source, none.keys(), none))),
                        aborted -> resolved(new Brought.Aborted())));
    }

    private static Brought outcome(Optional<FeedProblem> problem) {
        return problem.map(CatalogSource::problem).orElseGet(Brought.Kept::new);
    }

    private static Brought problem(FeedProblem why) {
        return new Brought.Problem(why);
    }

    private Promise<Supplier<Promise<Brought>>> then(Brought brought) {
        return loop.promises().resolved(() -> resolved(brought));
    }

    private Promise<Brought> resolved(Brought brought) {
        return loop.promises().resolved(brought);
    }
}
