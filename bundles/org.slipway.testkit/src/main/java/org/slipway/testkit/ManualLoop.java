package org.slipway.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;
import org.osgi.util.promise.PromiseFactory.Option;
import org.slipway.async.Bell;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/**
 * A loop that moves only when the test says so, with a clock that stands still. Work off the loop is queued like all else
 * and runs when its turn comes, so a test is as one thread and always the same.
 */
public final class ManualLoop implements Loop {

    private final Deque<Runnable> queue = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Executor executor = new Executor();
    private final PromiseFactory promises = new PromiseFactory(executor, executor, Option.CALLBACKS_EXECUTOR_THREAD);
    private final Strands strands = new Strands(queue::add, promises);
    private final Clock clock = new StandingClock();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long made;

    /** Runs everything that is queued, and what that queues in turn. */
    public void run() {
        while (!queue.isEmpty()) queue.remove().run();
    }

    /** Runs everything, then moves the clock from timer to timer, running everything after each. */
    public void advance(Duration duration) {
        run();
        Instant end = now.plus(duration);
        while (!timers.isEmpty() && !timers.peek().due.isAfter(end)) {
            Timer timer = timers.remove();
            now = timer.due;
            timer.task.run();
            run();
        }
        now = end;
    }

    /** Sets the clock, as when somebody corrects it; timers are not touched. */
    public void set(Instant time) {
        now = time;
    }

    /**
     * Runs everything and gives the value of a promise.
     *
     * @throws AssertionError if it is not resolved by then, or has failed
     */
    public <T> T value(Promise<T> promise) {
        run();
        if (!promise.isDone()) throw new AssertionError("The promise is still pending");
        try {
            Throwable failure = promise.getFailure();
            if (failure != null) throw new AssertionError("The promise has failed: " + failure, failure);
            return promise.getValue();
        } catch (InterruptedException | java.lang.reflect.InvocationTargetException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A new scope on this loop. */
    public Switch scope() {
        return new Switch(promises);
    }

    @Override
    public PromiseFactory promises() {
        return promises;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void run(Runnable action) {
        queue.add(action);
    }

    @Override
    public <T> Promise<T> offLoop(Callable<T> work) {
        Deferred<T> result = promises.deferred();
        queue.add(() -> {
            try {
                result.resolve(work.call());
            } catch (Throwable failure) {
                result.fail(failure);
            }
        });
        return result.getPromise();
    }

    @Override
    public <T> Promise<T> apart(Callable<T> work) {
        return strands.start(work);
    }

    /** What a plug-in of a test throws in place of never coming back. */
    public static final class NeverBack extends Error {
        private static final long serialVersionUID = 1;
    }

    @Override
    public <T> T within(Duration most, LongSupplier signs, Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (NeverBack lost) {
            throw new TimeoutException("no answer within " + most.toSeconds() + "s");
        }
    }

    @Override
    public Bell bell() {
        return strands.bell();
    }

    @Override
    public void after(Duration delay, Runnable action, Switch scope) {
        Switch waiting = scope.child();
        Runnable end = () -> {
            waiting.off();
            action.run();
        };
        ScheduledFuture<?> timer = executor.schedule(end, delay.toNanos(), TimeUnit.NANOSECONDS);
        waiting.onOff(() -> {
            timer.cancel(false);
        });
    }

    private final class StandingClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final class Timer extends CompletableFuture<Object> implements ScheduledFuture<Object> {
        private final Instant due;
        private final long order = made++;
        private final Runnable task;

        Timer(Duration delay, Runnable task) {
            this.due = now.plus(delay);
            this.task = task;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(now, due));
        }

        @Override
        public int compareTo(Delayed other) {
            Timer timer = (Timer) other;
            int byTime = due.compareTo(timer.due);
            return byTime != 0 ? byTime : Long.compare(order, timer.order);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            return timers.remove(this);
        }
    }

    private final class Executor extends AbstractExecutorService implements ScheduledExecutorService {
        @Override
        public void execute(Runnable action) {
            queue.add(action);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable action, long delay, TimeUnit unit) {
            Timer timer = new Timer(Duration.of(delay, unit.toChronoUnit()), action);
            timers.add(timer);
            return timer;
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
            FutureTask<V> task = new FutureTask<>(work);
            @SuppressWarnings("unchecked")
            ScheduledFuture<V> timer = (ScheduledFuture<V>) schedule((Runnable) task, delay, unit);
            return timer;
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable action, long initial, long period, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable action, long initial, long delay, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void shutdown() {}

        @Override
        public java.util.List<Runnable> shutdownNow() {
            return java.util.List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
