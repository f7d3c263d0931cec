package org.slipway.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;
import org.osgi.util.promise.PromiseFactory.Option;
import org.slipway.async.Bell;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/**
 * A loop for tests with real sockets: the test's own thread runs the callbacks while it awaits something, work off the loop
 * has threads of its own, and time stands still until it is advanced.
 */
public final class AwaitingLoop implements Loop {

    /** After which an awaited thing is taken never to come. */
    private static final Duration NEVER = Duration.ofMinutes(1);

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final PromiseFactory promises = new PromiseFactory(queue::add, null, Option.CALLBACKS_EXECUTOR_THREAD);
    private final List<Timer> timers = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private record Timer(Instant due, Runnable action) {}

    /** Runs callbacks until the promise is resolved, and gives its value. */
    public <T> T await(Promise<T> promise) {
        awaitUntil(promise::isDone);
        try {
            Throwable failure = promise.getFailure();
            if (failure != null) throw new AssertionError("The promise has failed: " + failure, failure);
            return promise.getValue();
        } catch (InterruptedException | java.lang.reflect.InvocationTargetException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Runs callbacks until something is so. */
    public void awaitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + NEVER.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("Awaited in vain");
            try {
                Runnable callback = queue.poll(10, TimeUnit.MILLISECONDS);
                if (callback != null) callback.run();
            } catch (InterruptedException e) {
                throw new AssertionError("Interrupted", e);
            }
        }
    }

    /** Runs what is queued already. */
    public void run() {
        for (Runnable callback = queue.poll(); callback != null; callback = queue.poll()) callback.run();
    }

    /** Moves the clock from timer to timer, running what is queued after each. */
    public void advance(Duration duration) {
        run();
        Instant end = now.plus(duration);
        for (Timer timer = next(end); timer != null; timer = next(end)) {
            timers.remove(timer);
            now = timer.due;
            timer.action.run();
            run();
        }
        now = end;
    }

    private Timer next(Instant end) {
        return timers.stream()
                .filter(timer -> !timer.due.isAfter(end))
                .min(Comparator.comparing(Timer::due))
                .orElse(null);
    }

    /** A new scope on this loop. */
    public Switch scope() {
        return new Switch(promises);
    }

    @Override
    public PromiseFactory promises() {
        return promises;
    }

    /** As it stands when asked: the clock itself does not move. */
    @Override
    public Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    @Override
    public void run(Runnable action) {
        queue.add(action);
    }

    @Override
    public <T> Promise<T> offLoop(Callable<T> work) {
        Deferred<T> result = promises.deferred();
        Thread worker = new Thread(
                () -> {
                    try {
                        result.resolve(work.call());
                    } catch (Throwable failure) {
                        result.fail(failure);
                    }
                },
                "off the loop");
        worker.setDaemon(true);
        worker.start();
        return result.getPromise();
    }

    @Override
    public <T> Promise<T> apart(Callable<T> work) {
        return offLoop(work);
    }

    @Override
    public Bell bell() {
        Semaphore rings = new Semaphore(0);
        return new Bell() {
            @Override
            public void ring() {
                rings.release();
            }

            @Override
            public void await() throws InterruptedException {
                rings.acquire();
            }
        };
    }

    @Override
    public void after(Duration delay, Runnable action, Switch scope) {
        Switch waiting = scope.child();
        Timer timer = new Timer(now.plus(delay), () -> {
            waiting.off();
            action.run();
        });
        timers.add(timer);
        waiting.onOff(() -> {
            timers.remove(timer);
        });
    }
}
