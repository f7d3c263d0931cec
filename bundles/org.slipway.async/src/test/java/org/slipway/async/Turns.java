package org.slipway.async;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;
import org.osgi.util.promise.PromiseFactory.Option;

/** A queue of callbacks that the test empties. */
final class Turns implements Executor {
    private final Deque<Runnable> queue = new ArrayDeque<>();
    final PromiseFactory promises = new PromiseFactory(this, null, Option.CALLBACKS_EXECUTOR_THREAD);

    @Override
    public void execute(Runnable action) {
        queue.add(action);
    }

    void run() {
        while (!queue.isEmpty()) queue.remove().run();
    }

    Throwable failure(Promise<?> promise) throws InterruptedException {
        run();
        if (!promise.isDone()) throw new AssertionError("The promise is still pending");
        return promise.getFailure();
    }
}
