package org.slipway.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;
import org.slipway.async.Bell;

/**
 * Work that waits, for loops that are one thread. Each piece of it has a thread, but of all threads only one moves at a time:
 * the loop's stands still until the piece has ended or waits. So the order of everything is the loop's alone.
 */
public final class Strands {
    private final Consumer<Runnable> queue;
    private final PromiseFactory promises;
    private final List<Strand> waiting = new ArrayList<>();

    /**
     * @param queue takes what is to be run on the loop's thread, now or later
     */
    public Strands(Consumer<Runnable> queue, PromiseFactory promises) {
        this.queue = queue;
        this.promises = promises;
    }

    public <T> Promise<T> start(Callable<T> work) {
        Deferred<T> result = promises.deferred();
        Strand strand = new Strand(() -> {
            try {
                result.resolve(work.call());
            } catch (Throwable failure) {
                result.fail(failure);
            }
        });
        queue.accept(strand::move);
        return result.getPromise();
    }

    public Bell bell() {
        return new OneBell();
    }

    /** Whoever still waits has waited in vain, and ends. */
    public void abandon() {
        for (Strand strand : List.copyOf(waiting)) {
            strand.abandoned = true;
            strand.move();
        }
    }

    private final class OneBell implements Bell {
        private boolean rung;
        private Strand waiter;

        @Override
        public void ring() {
            rung = true;
            if (waiter == null) return;
            queue.accept(waiter::move);
            waiter = null;
        }

        @Override
        public void await() throws InterruptedException {
            while (!rung) {
                waiter = (Strand) Thread.currentThread();
                waiter.pause();
            }
            rung = false;
        }
    }

    private final class Strand extends Thread {
        private final Semaphore turn = new Semaphore(0);
        private final Semaphore back = new Semaphore(0);
        private final Runnable work;
        private boolean abandoned;

        Strand(Runnable work) {
            super("strand");
            this.work = work;
            setDaemon(true);
        }

        /** By the loop's thread. */
        void move() {
            waiting.remove(this);
            if (getState() == State.NEW) start();
            else turn.release();
            back.acquireUninterruptibly();
        }

        @Override
        public void run() {
            try {
                work.run();
            } finally {
                back.release();
            }
        }

        /** By its own. */
        private void pause() throws InterruptedException {
            waiting.add(this);
            back.release();
            turn.acquireUninterruptibly();
            if (abandoned) throw new InterruptedException("Abandoned");
        }
    }
}
