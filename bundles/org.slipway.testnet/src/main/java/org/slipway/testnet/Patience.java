package org.slipway.testnet;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for what a client does, but not for ever. */
final class Patience {
    private Patience() {}

    /**
     * @param monitor notified when the condition may have come true, and locked to look at it
     * @return whether it has come true in time
     */
    static boolean await(Object monitor, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (monitor) {
            while (!condition.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (left <= 0) return false;
                try {
                    TimeUnit.NANOSECONDS.timedWait(monitor, left);
                } catch (InterruptedException e) {
                    throw interrupted(e);
                }
            }
        }
        return true;
    }

    /** Whether it has been counted down in time. */
    static boolean await(CountDownLatch latch, Duration patience) {
        try {
            return latch.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while waiting", e);
    }
}
