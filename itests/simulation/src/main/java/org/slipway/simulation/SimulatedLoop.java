package org.slipway.simulation;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;
import org.osgi.util.promise.PromiseFactory.Option;
import org.slipway.async.Bell;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.testkit.Strands;

/**
 * A loop on one thread and on simulated time. Its own queue is first in, first out, as that of the real one; what runs
 * beside it, on workers and on the threads of the network, takes as long as the dice say and comes between any two
 * callbacks.
 */
final class SimulatedLoop implements Loop {

    static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

    private final Dice dice;
    private final Deque<Runnable> queue = new ArrayDeque<>();
    /** What may happen beside the loop at any moment now. */
    private final List<Runnable> beside = new ArrayList<>();

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final PromiseFactory promises = new PromiseFactory(queue::add, noTime(), Option.CALLBACKS_EXECUTOR_THREAD);
    private final Strands strands = new Strands(this::beside, promises);
    private final Clock clock = new SkewedClock();
    private long nanos;
    private Duration skew = Duration.ZERO;
    private Runnable skewSeen = () -> {};
    private long made;

    SimulatedLoop(Dice dice) {
        this.dice = dice;
    }

    /** Does the next thing, moving the time on if there is nothing to do now. False if there is nothing left at all. */
    boolean step() {
        if (queue.isEmpty() && beside.isEmpty() && !awaken()) return false;
        if (queue.isEmpty() || !beside.isEmpty() && dice.percent(40))
            beside.remove(dice.below(beside.size())).run();
        else queue.remove().run();
        return true;
    }

    private boolean awaken() {
        if (timers.isEmpty()) return false;
        nanos = Math.max(nanos, timers.peek().due);
        while (!timers.isEmpty() && timers.peek().due <= nanos) {
            Timer timer = timers.remove();
            if (timer.besideTheLoop) beside.add(timer.task);
            else queue.add(timer.task);
        }
        return true;
    }

    /** Since the beginning, whatever the clock says. */
    Duration elapsed() {
        return Duration.ofNanos(nanos);
    }

    /**
     * Somebody corrects the clock; timers do not care.
     *
     * @param seen run whenever somebody looks at it from then on
     */
    void skew(Duration by, Runnable seen) {
        skew = skew.plus(by);
        skewSeen = seen;
    }

    /** Something happens beside the loop, after a time. */
    void beside(Duration delay, Runnable event) {
        timers.add(new Timer(nanos + delay.toNanos(), made++, event, true));
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
        beside(() -> {
            try {
                result.resolve(work.call());
            } catch (Violation found) {
                throw found;
            } catch (Throwable failure) {
                result.fail(failure);
            }
        });
        return result.getPromise();
    }

    @Override
    public <T> Promise<T> apart(Callable<T> work) {
        return strands.start(() -> {
            try {
                return work.call();
            } catch (Violation found) {
                beside.add(() -> {
                    throw found;
                });
                throw found;
            }
        });
    }

    @Override
    public Bell bell() {
        return strands.bell();
    }

    /** Whoever still waits apart ends. */
    void close() {
        strands.abandon();
    }

    /** Something happens beside the loop, mostly soon. */
    private void beside(Runnable task) {
        int chance = dice.below(100);
        if (chance < 80) beside.add(task);
        else if (chance < 98) beside(Duration.ofMillis(dice.between(1, 30)), task);
        else beside(Duration.ofMillis(dice.between(100, 7000)), task);
    }

    @Override
    public void after(Duration delay, Runnable action, Switch scope) {
        Switch waiting = scope.child();
        Timer timer = new Timer(
                nanos + delay.toNanos(),
                made++,
                () -> {
                    if (waiting.isOff()) return;
                    waiting.off();
                    action.run();
                },
                false);
        timers.add(timer);
        waiting.onOff(() -> {
            timers.remove(timer);
        });
    }

    private final class SkewedClock extends Clock {
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
            skewSeen.run();
            return BEGIN.plusNanos(nanos).plus(skew);
        }
    }

    private record Timer(long due, long order, Runnable task, boolean besideTheLoop) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** Promises with a time of their own would not keep to the simulated one. */
    private static ScheduledExecutorService noTime() {
        Class<?>[] type = {ScheduledExecutorService.class};
        return (ScheduledExecutorService)
                Proxy.newProxyInstance(SimulatedLoop.class.getClassLoader(), type, (self, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
