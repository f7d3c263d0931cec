package org.slipway.testnet;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Holds transfers until it is opened, so that a test can do something meanwhile. */
public final class Gate implements Fault {
    private static final int BEFORE_HEAD = -1;

    private final int after;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final CompletableFuture<Void> open = new CompletableFuture<>();

    private Gate(int after) {
        this.after = after;
    }

    /** Holds requests before anything is answered. */
    public static Gate beforeHead() {
        return new Gate(BEFORE_HEAD);
    }

    /** Holds answers when so many bytes of their bodies have been sent. */
    public static Gate after(int bytes) {
        return new Gate(bytes);
    }

    @Override
    public void answer(Reply reply) {
        if (open.isDone()) {
            reply.send();
            return;
        }
        reply.header("Connection", "close");
        if (after == BEFORE_HEAD) hold(reply, reply::send);
        else reply.announce(reply.body().length).part(0, after, () -> hold(reply, () -> reply.rest(after)));
    }

    private void hold(Reply reply, Runnable goOn) {
        reply.whenLeft(left::countDown);
        open.thenRun(goOn);
        reached.countDown();
    }

    /** Waits until a transfer is held. */
    public boolean reached(Duration patience) {
        return Patience.await(reached, patience);
    }

    /** Waits until a client has closed its connection. */
    public boolean left(Duration patience) {
        return Patience.await(left, patience);
    }

    /** Lets go on who is held, and whoever comes later. */
    public void open() {
        open.complete(null);
    }
}
