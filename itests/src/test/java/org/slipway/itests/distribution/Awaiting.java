package org.slipway.itests.distribution;

import java.io.IOException;
import java.time.Duration;

/** Looks at files that a process writes that nobody waits for. */
public final class Awaiting {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Awaiting() {}

    public interface Condition {
        boolean holds() throws IOException;
    }

    public static void until(Condition condition, String what) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) throw new AssertionError("Has not happened: " + what);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}
