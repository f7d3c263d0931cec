package org.slipway.downloads.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.TransferListener;
import org.slipway.api.transport.Transport;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Switch;

/** One transfer with one transport, given up when the transport has left or gives no sign of life. */
final class Flight {
    /** Who has left may end what it began. */
    private static final Duration GRACE = Duration.ofSeconds(6);

    /** Far longer than any limit that a transport keeps to by itself. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    /** Time is counted in glances: clocks are put forward and back. */
    private static final Duration GLANCE = Duration.ofSeconds(3);

    private final Loop loop;
    private final Provider<Transport> transport;
    private final DownloadRequest request;
    private final Switch outer;
    private final Switch scope;
    private final Deferred<Download> outcome;
    private int glancesWithoutSign;
    private int glancesSinceItLeft;
    private Optional<Promise<Done>> room = Optional.empty();
    private boolean placed;

    Flight(Loop loop, Provider<Transport> transport, DownloadRequest request, Switch outer) {
        this.loop = loop;
        this.transport = transport;
        this.request = request;
        this.outer = outer;
        this.scope = transport.within(outer);
        this.outcome = loop.promises().deferred();
    }

    /** Fails if the transport is defective, which has been told then, or has left. */
    Promise<Download> start() {
        DownloadRequest watched = request.with().listener(new Signs()).build();
        try {
            // A promise of the plug-in may have been made anywhere: its answer is brought to this loop.
            answer(transport.ask(Provider.AT_ONCE, asked -> asked.download(watched, scope)));
        } catch (Exception told) {
            fail(told);
        }
        glance();
        return ended();
    }

    /** What comes next may use the same file: it begins when nothing is done to it any more. */
    private Promise<Download> ended() {
        Deferred<Download> ended = loop.promises().deferred();
        outcome.getPromise()
                .onResolve(() -> transport.end(scope).onResolve(() -> ended.resolveWith(outcome.getPromise())));
        return ended.getPromise();
    }

    private void answer(Promise<Download> given) {
        Deferred<Download> here = loop.promises().deferred();
        here.resolveWith(given);
        here.getPromise().onSuccess(this::take).onFailure(failed -> {
            if (outer.isOff()) fail(failed);
            else fail(transport.isBroken(failed.toString()));
        });
    }

    private void take(Download download) {
        if (outcome.getPromise().isDone()) return;
        if (download == null) fail(transport.isBroken("it has given no outcome"));
        else if (download instanceof Download.Aborted && !outer.isOff()) fail(abortedByItself());
        else outcome.resolve(download);
    }

    private Throwable abortedByItself() {
        return transport.isGone() ? new IllegalStateException("it has left") : transport.isBroken("it aborts unasked");
    }

    private void fail(Throwable why) {
        if (!outcome.getPromise().isDone()) outcome.fail(why);
    }

    private void glance() {
        if (outcome.getPromise().isDone() || outer.isOff()) return;
        boolean held = room.isPresent() && !room.get().isDone();
        glancesWithoutSign = placed && !held ? glancesWithoutSign + 1 : 0;
        glancesSinceItLeft = transport.isGone() ? glancesSinceItLeft + 1 : 0;
        if (glancesSinceItLeft > GRACE.dividedBy(GLANCE)) fail(new IllegalStateException("it has left"));
        else if (glancesWithoutSign > SILENCE.dividedBy(GLANCE))
            fail(transport.isStuck("no sign of life for " + SILENCE.toMinutes() + " minutes"));
        else loop.after(GLANCE, this::glance, scope);
    }

    /** Then somebody else has the file. */
    private boolean isOver() {
        return outcome.getPromise().isDone();
    }

    /** Passes everything on, and notes that something came. */
    private final class Signs implements TransferListener {
        private final TransferListener asker = request.listener();

        @Override
        public void placed(URI uri) {
            if (isOver()) return;
            glancesWithoutSign = 0;
            placed = true;
            asker.placed(uri);
        }

        @Override
        public void connected() {
            if (isOver()) return;
            glancesWithoutSign = 0;
            asker.connected();
        }

        @Override
        public void answered(URI from, Validators validators, long at) {
            if (isOver()) return;
            glancesWithoutSign = 0;
            asker.answered(from, validators, at);
        }

        @Override
        public void dated(URI from, Instant time) {
            if (isOver()) return;
            glancesWithoutSign = 0;
            asker.dated(from, time);
        }

        @Override
        public void received(long total) {
            if (isOver()) return;
            glancesWithoutSign = 0;
            asker.received(total);
        }

        @Override
        public Optional<Promise<Done>> room() {
            room = asker.room();
            return room;
        }

        @Override
        public void retrying(NetworkProblem problem, Duration after) {
            asker.retrying(problem, after);
        }
    }
}
