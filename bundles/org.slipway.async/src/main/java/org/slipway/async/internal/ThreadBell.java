package org.slipway.async.internal;

import org.slipway.async.Bell;

/** Threads that really wait. */
final class ThreadBell implements Bell {
    private boolean rung;

    @Override
    public synchronized void ring() {
        rung = true;
        notifyAll();
    }

    @Override
    public synchronized void await() throws InterruptedException {
        while (!rung) wait();
        rung = false;
    }
}
