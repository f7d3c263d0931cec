package org.slipway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Downloader;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.Validators;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/**
 * Downloads without sockets: each waits until the test answers it. A transfer whose scope is turned off ends as
 * {@code Aborted} by itself.
 */
public final class ScriptedDownloads implements Downloader {

    private static final class Transfer {
        private final DownloadRequest request;
        private final Deferred<Download> outcome;
        private boolean answered;

        Transfer(DownloadRequest request, Deferred<Download> outcome) {
            this.request = request;
            this.outcome = outcome;
        }

        void answers(Validators validators) {
            if (!answered)
                request.listener()
                        .answered(request.uri(), validators, request.resume().length());
            answered = true;
        }
    }

    private final Loop loop;
    private final List<Transfer> pending = new ArrayList<>();
    private final List<URI> asked = new ArrayList<>();

    public ScriptedDownloads(Loop loop) {
        this.loop = loop;
    }

    @Override
    public Promise<Download> download(
            DownloadRequest request, Event.Purpose purpose, Optional<FeedUri> feed, Switch scope) {
        asked.add(request.uri());
        Transfer transfer = new Transfer(request, loop.promises().deferred());
        pending.add(transfer);
        scope.onOff(() -> {
            if (pending.remove(transfer)) transfer.outcome.resolve(new Download.Aborted());
        });
        return transfer.outcome.getPromise();
    }

    /** The transfers that wait, in the order in which they were asked for. */
    public List<URI> pending() {
        return pending.stream().map(t -> t.request.uri()).toList();
    }

    /** Everything that was ever asked for, in order. */
    public List<URI> asked() {
        return List.copyOf(asked);
    }

    /** The request of a waiting transfer, to look at or to call its listener. */
    public DownloadRequest request(String uri) {
        return waiting(uri).request;
    }

    /** The transfer has got its place in the queue and connects. */
    public void places(String uri) {
        request(uri).listener().placed(URI.create(uri));
    }

    public void serves(String uri, byte[] body) {
        serves(uri, body, Validators.NONE);
    }

    /** All of it comes, with what is gone on with. */
    public void serves(String uri, byte[] body, Validators validators) {
        Transfer transfer = waiting(uri);
        transfer.answers(validators);
        try {
            Files.write(transfer.request.file(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        end(transfer, new Download.Fetched(transfer.request.file(), body.length, validators));
    }

    /** An answer with bytes comes, behind those that are gone on with, and then no more for now. */
    public void brings(String uri, byte[] bytes, Validators validators) {
        DownloadRequest request = request(uri);
        long at = request.resume().length();
        waiting(uri).answers(validators);
        try (FileChannel file = FileChannel.open(request.file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.truncate(at).write(ByteBuffer.wrap(bytes), at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        request.listener().received(at + bytes.length);
    }

    public void fails(String uri, NetworkProblem.Kind kind) {
        end(waiting(uri), new Download.NetworkFailure(new NetworkProblem(URI.create(uri), kind, "")));
    }

    public void unmodified(String uri) {
        end(waiting(uri), new Download.Unmodified());
    }

    private void end(Transfer transfer, Download outcome) {
        pending.remove(transfer);
        transfer.outcome.resolve(outcome);
    }

    private Transfer waiting(String uri) {
        return pending.stream()
                .filter(t -> t.request.uri().toString().equals(uri))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nobody waits for " + uri + ", only for " + pending()));
    }
}
