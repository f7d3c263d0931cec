package org.slipway.cli.internal;

import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicLong;

import org.slipway.api.store.Progress;

/** Long work that somebody may watch, and stop. */
final class Task implements Progress {
    private static final long STEP = 4L << 20;

    private final Console console;
    private final AtomicLong done = new AtomicLong();
    private volatile String what = "";
    private volatile boolean wanted = true;

    Task(Console console) {
        this.console = console;
    }

    /** What is shown from now on. */
    void begin(String name) throws InterruptedIOException {
        if (!wanted) throw new InterruptedIOException("stopped");
        what = name;
        done.set(0);
        console.show(name);
    }

    @Override
    public void more(long bytes) throws InterruptedIOException {
        if (!wanted) throw new InterruptedIOException("stopped");
        long now = done.addAndGet(bytes);
        if (now / STEP != (now - bytes) / STEP) console.show(what, ": " + Sizes.text(now));
    }

    boolean isWanted() {
        return wanted;
    }

    /** From any thread. */
    void stop() {
        wanted = false;
    }

    void end() {
        console.clear();
    }
}
