package org.slipway.archives.internal;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** How long a program has not written anything. */
final class Silence {
    /** The longest that one may calculate only: some look at a whole image before they begin. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final LongSupplier nanos;
    private long since;
    private List<Written> last = List.of();

    Silence(LongSupplier nanos) {
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    boolean isTooLong(List<Written> now) {
        long time = nanos.getAsLong();
        if (!now.equals(last)) since = time;
        last = now;
        return time - since > PATIENCE.toNanos();
    }
}
