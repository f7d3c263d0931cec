package org.slipway.archives.internal;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How often something is looked at: the longer a look takes, the rarer. */
final class Pace {
    private static final int REST = 10;
    /** Who was suspended during a look has not looked that long. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private long begun;
    private long next;

    Pace(LongSupplier nanos) {
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

    /** If so, a look begins. */
    boolean isDue() {
        begun = nanos.getAsLong();
        return begun - next >= 0;
    }

    /** The look has ended. */
    void rest() {
        long ended = nanos.getAsLong();
        next = ended + Math.min(REST * (ended - begun), LONGEST_REST.toNanos());
    }
}
