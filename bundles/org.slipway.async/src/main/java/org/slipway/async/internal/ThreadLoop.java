package org.slipway.async.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;
import org.osgi.util.promise.PromiseFactory.Option;
import org.slipway.async.Bell;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** The loop as one real thread with real time, and a bounded pool of workers beside it; who waits has a thread more. */
@Component
public final class ThreadLoop implements Loop {

    private static final int WORKERS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private final ScheduledThreadPoolExecutor loop = new ScheduledThreadPoolExecutor(1, new Daemons("slipway-loop"));
    private final ExecutorService io = workers();
    private final ExecutorService apart = Strangers.shortLived(new Daemons("slipway-apart"));
    private final Strangers strangers = new Strangers(new Daemons("slipway-plug-in"));
    private final PromiseFactory promises = new PromiseFactory(loop, loop, Option.CALLBACKS_EXECUTOR_THREAD);

    @Activate
    public ThreadLoop() {
        loop.setRemoveOnCancelPolicy(true);
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Deactivate
    void stop() {
        io.shutdownNow();
        apart.shutdownNow();
        strangers.stop();
        loop.shutdown();
    }

    @Override
    public PromiseFactory promises() {
        return promises;
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public void run(Runnable action) {
        loop.execute(loudly(action));
    }

    /** The executor would keep what an action throws in a future that nobody reads, and a defect would look like a hang. */
    private static Runnable loudly(Runnable action) {
        return () -> {
            try {
                action.run();
            } catch (Throwable defect) {
                Thread here = Thread.currentThread();
                here.getUncaughtExceptionHandler().uncaughtException(here, defect);
            }
        };
    }

    @Override
    public <T> Promise<T> offLoop(Callable<T> work) {
        return on(io, work);
    }

    @Override
    public <T> Promise<T> apart(Callable<T> work) {
        return on(apart, work);
    }

    private <T> Promise<T> on(ExecutorService threads, Callable<T> work) {
        var result = promises.<T>deferred();
        threads.execute(() -> {
            try {
                result.resolve(work.call());
            } catch (Throwable failure) {
                result.fail(failure);
            }
        });
        return result.getPromise();
    }

    @Override
    public <T> T within(Duration most, LongSupplier signs, Callable<T> work) throws Exception {
        return strangers.call(most, signs, work);
    }

    @Override
    public Bell bell() {
        return new ThreadBell();
    }

    @Override
    public void after(Duration delay, Runnable action, Switch scope) {
        Switch waiting = scope.child();
        Runnable end = () -> {
            waiting.off();
            action.run();
        };
        var timer = loop.schedule(loudly(end), delay.toNanos(), TimeUnit.NANOSECONDS);
        waiting.onOff(() -> {
            timer.cancel(false);
        });
    }

    private static ExecutorService workers() {
        var pool = new ThreadPoolExecutor(
                WORKERS, WORKERS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new Daemons("slipway-io"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
