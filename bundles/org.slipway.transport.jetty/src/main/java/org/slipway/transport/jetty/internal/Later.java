package org.slipway.transport.jetty.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What takes long to make, and may not be wanted: made once, by the first who wants it or on a thread of its own before that;
 * and once more where it could not be made. For any number of threads.
 */
final class Later<T> {
    private final String thread;
    private final Callable<T> making;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile FutureTask<T> made;

    Later(String thread, Callable<T> making) {
        this.thread = thread;
        this.making = making;
        this.made = new FutureTask<>(making);
    }

    /** Somebody is going to want it. */
    void begin() {
        if (begun.compareAndSet(false, true)) Daemon.start(thread, made);
    }

    /**
     * Blocks until it is made.
     *
     * @throws ExecutionException why it could not be; the next one who wants it tries again
     */
    T get() throws ExecutionException, InterruptedException {
        FutureTask<T> now = made;
        try {
            now.run();
            return now.get();
        } catch (ExecutionException failed) {
            made = new FutureTask<>(making);
            throw failed;
        }
    }
}
