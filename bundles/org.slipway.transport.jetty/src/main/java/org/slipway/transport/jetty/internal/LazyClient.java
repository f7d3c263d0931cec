package org.slipway.transport.jetty.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.osgi.util.promise.Promise;
import org.slipway.async.Loop;

/**
 * The client's life: started when the first transfer asks for it, stopped when the component has gone and its last
 * transfer has ended, or has been waited for long enough.
 */
final class LazyClient {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Loop loop;
    private final Callable<Client> starting;
    private final Consumer<Thread> withTheJvm;
    private final AtomicReference<Client> running = new AtomicReference<>();
    private final CountDownLatch unused = new CountDownLatch(1);
    private final Thread atTheEnd = new Thread(this::endWithTheJvm, "slipway-jetty-end");
    private volatile boolean gone;
    /** Written on the loop. */
    private volatile int users;

    // On the loop.
    private Promise<Client> client;

    LazyClient(Loop loop, Callable<Client> starting) {
        this(loop, starting, Runtime.getRuntime()::addShutdownHook);
    }

    /** @param withTheJvm takes what is to be done when the JVM ends, as {@link Runtime#addShutdownHook} does */
    LazyClient(Loop loop, Callable<Client> starting, Consumer<Thread> withTheJvm) {
        this.loop = loop;
        this.starting = starting;
        this.withTheJvm = withTheJvm;
    }

    /** On the loop; paired with {@link #release}. */
    Promise<Client> use() {
        if (gone) throw new IllegalStateException("This transport has been stopped");
        users++;
        if (client == null) client = loop.offLoop(this::start).onFailure(failure -> client = null);
        return client;
    }

    /** On the loop. */
    void release() {
        users--;
        if (gone && users == 0) unused.countDown();
    }

    /** From any thread. */
    void leave() {
        gone = true;
        try {
            loop.run(() -> {
                if (users == 0) unused.countDown();
            });
        } catch (RejectedExecutionException loopHasEnded) {
            unused.countDown();
        }
        if (running.get() != null) stopSoon();
    }

    private Client start() throws Exception {
        remember();
        Client started;
        try {
            started = starting.call();
        } catch (Throwable notStarted) {
            forget();
            throw notStarted;
        }
        running.set(started);
        if (gone) stopSoon();
        return started;
    }

    /** A JVM that ends already gives up the transfer in time. */
    private void remember() {
        try {
            withTheJvm.accept(atTheEnd);
        } catch (IllegalStateException itEnds) {
            return;
        }
    }

    /** The JVM waits some 300 ms for threads in the kernel, where the client's wait for the network. */
    void endWithTheJvm() {
        Client last = users == 0 ? running.getAndSet(null) : null;
        try {
            if (last != null) last.stop();
        } catch (Throwable itEndsAllTheSame) {
            return;
        }
    }

    /** On a thread of its own: whoever stops the component must not wait, and the loop may have ended. */
    private void stopSoon() {
        Daemon.start("slipway-jetty-stopping", this::stopWhenUnused);
    }

    private void stopWhenUnused() {
        try {
            unused.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            Client last = running.getAndSet(null);
            if (last == null) return;
            forget();
            last.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The http client cannot be stopped", e);
        }
    }

    /** The JVM would keep the class loader of the bundle. */
    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException itEnds) {
            return;
        }
    }
}
