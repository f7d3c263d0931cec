package org.slipway.archives.internal;

import java.util.function.LongSupplier;

/** How often something is looked at: the longer a look takes, the rarer. */
final class Pace {
    private static final int REST = 10;

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
        next = ended + REST * (ended - begun);
    }
}
