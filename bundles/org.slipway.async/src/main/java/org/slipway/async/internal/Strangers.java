package org.slipway.async.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Threads for the work of plug-ins. One that does not come back is given up and replaced, up to a number. */
final class Strangers {
    /** So many threads may be lost; then whoever is called is taken to be lost, too. */
    private static final int MOST_LOST = 64;

    private final ExecutorService threads;
    private final AtomicInteger lost = new AtomicInteger();

    Strangers(ThreadFactory factory) {
        this.threads = shortLived(factory);
    }

    /** Threads that do not outlive by long the plug-in that they have worked for. */
    static ExecutorService shortLived(ThreadFactory factory) {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    void stop() {
        threads.shutdownNow();
    }

    <T> T call(Duration most, LongSupplier signs, Callable<T> work) throws Exception {
        if (lost.get() >= MOST_LOST) throw new TimeoutException("too many plug-ins are stuck");
        FutureTask<T> task = new FutureTask<>(work);
        AtomicInteger state = new AtomicInteger();
        threads.execute(() -> {
            task.run();
            // The second of the two to come here knows that it is over.
            if (state.getAndIncrement() > 0) lost.decrementAndGet();
        });
        try {
            return await(task, most, signs);
        } catch (TimeoutException stuck) {
            if (state.getAndIncrement() == 0) lost.incrementAndGet();
            task.cancel(true);
            throw stuck;
        } catch (InterruptedException unwanted) {
            task.cancel(true);
            throw unwanted;
        }
    }

    private static <T> T await(FutureTask<T> task, Duration most, LongSupplier signs) throws Exception {
        long seen = signs.getAsLong();
        while (true) {
            try {
                return task.get(most.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                long now = signs.getAsLong();
                if (now == seen)
                    throw new TimeoutException(
                            "no answer within " + most.toString().substring(2).toLowerCase());
                seen = now;
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof Error error) throw error;
                if (failed.getCause() instanceof Exception failure) throw failure;
                throw failed;
            }
        }
    }
}
