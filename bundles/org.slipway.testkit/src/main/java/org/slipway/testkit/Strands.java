package org.slipway.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
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
    /** Used again and again: to start one takes longer than most of the work. */
    private static final Executor THREADS = Executors.newCachedThreadPool(Strands::thread);

    private final Consumer<Runnable> queue;
    private final PromiseFactory promises;
    private final List<Strand> waiting = new ArrayList<>();
    private Strand moving;

    /**
     * @param queue takes what is to be run on the loop's thread, now or later
     */
    public Strands(Consumer<Runnable> queue, PromiseFactory promises) {
        this.queue = queue;
        this.promises = promises;
    }

    private static Thread thread(Runnable strands) {
        Thread thread = new Thread(strands, "strand");
        thread.setDaemon(true);
        return thread;
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
                if (moving == null) throw new IllegalStateException("Who waits here keeps the loop from going on");
                waiter = moving;
                moving.pause();
            }
            rung = false;
        }
    }

    private final class Strand {
        private final Semaphore turn = new Semaphore(0);
        private final Semaphore back = new Semaphore(0);
        private final Runnable work;
        private boolean begun;
        private boolean abandoned;

        Strand(Runnable work) {
            this.work = work;
        }

        /** By the loop's thread. */
        void move() {
            waiting.remove(this);
            moving = this;
            if (begun) turn.release();
            else THREADS.execute(this::run);
            begun = true;
            back.acquireUninterruptibly();
            moving = null;
        }

        private void run() {
            try {
                work.run();
            } finally {
                back.release();
            }
        }

        /** By its own. */
        void pause() throws InterruptedException {
            waiting.add(this);
            back.release();
            turn.acquireUninterruptibly();
            if (abandoned) throw new InterruptedException("Abandoned");
        }
    }
}
