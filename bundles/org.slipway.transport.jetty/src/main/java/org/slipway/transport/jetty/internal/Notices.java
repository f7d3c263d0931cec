package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import org.slipway.api.transport.TransferListener;
import org.slipway.api.transport.Validators;
import org.slipway.async.Loop;

/** Tells a listener on the loop what Jetty's threads see, in the order in which it must have happened. */
final class Notices {

    private final Loop loop;
    private final TransferListener listener;
    private final AtomicBoolean receiving = new AtomicBoolean();

    /** On the loop. */
    private boolean connected;

    Notices(Loop loop, TransferListener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /** A quick answer may overtake the word that its request was sent. */
    void connected() {
        loop.run(this::tellConnected);
    }

    void answered(URI from, Validators validators, long at) {
        loop.run(() -> {
            tellConnected();
            listener.answered(from, validators, at);
        });
    }

    void dated(URI from, Instant time) {
        loop.run(() -> {
            tellConnected();
            listener.dated(from, time);
        });
    }

    /** @param total asked when it is told, so that one notice serves for all that has come meanwhile */
    void received(LongSupplier total) {
        if (!receiving.compareAndSet(false, true)) return;
        loop.run(() -> {
            receiving.set(false);
            listener.received(total.getAsLong());
        });
    }

    private void tellConnected() {
        if (connected) return;
        connected = true;
        listener.connected();
    }
}
