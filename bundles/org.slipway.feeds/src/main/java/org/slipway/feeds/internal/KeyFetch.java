package org.slipway.feeds.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedProblem.MissingKey;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.Scratch;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Keyring;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Once;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** Fetches missing keys into the keyring. Several feeds with one new key fetch it once. */
@Component(service = KeyFetch.class)
public final class KeyFetch {

    private final Loop loop;
    private final Downloader downloader;
    private final Scratch scratch;
    private final Keyring keyring;
    private final Once<URI, Optional<MissingKey>> once;

    @Activate
    public KeyFetch(
            @Reference Loop loop,
            @Reference Downloader downloader,
            @Reference Scratch scratch,
            @Reference Keyring keyring) {
        this.loop = loop;
        this.downloader = downloader;
        this.scratch = scratch;
        this.keyring = keyring;
        this.once = new Once<>(
                loop.promises(), Optional.empty(), problem -> loop.promises().resolved(Done.DONE));
    }

    /**
     * @param from a resource in the directory that has the keys
     * @return why the key could not be had; nothing if it could
     */
    Promise<Optional<MissingKey>> fetch(KeyId key, URI from, FeedUri.Remote feed, Switch scope) {
        URI file = from.resolve(key + ".gpg");
        return once.get(
                file,
                work -> Promising.using(loop.promises(), work, transfer -> scratch.file(transfer)
                        .flatMap(scrap -> download(file, scrap, feed, transfer))
                        .flatMap(outcome -> outcome.fold(
                                fetched -> add(key, fetched.file()),
                                unmodified -> missing(key, "the server has sent nothing"),
                                failure -> missing(key, words(failure.problem())),
                                aborted -> missing(key, "aborted")))
                        .recover(failed -> failed.getFailure() instanceof IOException disk
                                ? Optional.of(new MissingKey(key, DiskFailure.words(disk)))
                                : null)),
                scope);
    }

    private Promise<Download> download(URI file, Path scrap, FeedUri.Remote feed, Switch transfer) {
        DownloadRequest request =
                DownloadRequest.to(file, scrap).limit(Keyring.KEY_FILE_LIMIT).build();
        return downloader.download(request, Event.Purpose.KEY, Optional.of(feed), transfer);
    }

    private Promise<Optional<MissingKey>> add(KeyId key, Path file) {
        return loop.offLoop(() -> keyring.add(Files.readAllBytes(file), key)).map(addition -> switch (addition) {
            case ADDED -> Optional.empty();
            case NOT_IN_FILE -> Optional.of(new MissingKey(key, "the key file does not have this key"));
            case SECRET_KEY -> Optional.of(new MissingKey(key, "the key file has a secret key"));
            case MALFORMED -> Optional.of(new MissingKey(key, "this is not a key file"));
        });
    }

    private Promise<Optional<MissingKey>> missing(KeyId key, String why) {
        return loop.promises().resolved(Optional.of(new MissingKey(key, why)));
    }

    private static String words(NetworkProblem problem) {
        String kind = problem.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String detail = problem.detail().isEmpty() ? "" : " (" + problem.detail() + ")";
        return problem.uri() + ": " + kind + detail;
    }
}
