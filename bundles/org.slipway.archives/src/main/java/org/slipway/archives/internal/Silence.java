package org.slipway.archives.internal;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** How long a program has been seen not to write anything. */
final class Silence {
    /** The longest that one may calculate only: some look at a whole image before they begin. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** If it is longer since the last look, the program was suspended with us, or the machine. */
    private static final Duration A_LOOK = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private long looked;
    private long silent;
    private List<Written> last = List.of();

    Silence(LongSupplier nanos) {
        this.nanos = nanos;
        this.looked = nanos.getAsLong();
    }

    boolean isTooLong(List<Written> now) {
        long time = nanos.getAsLong();
        silent = now.equals(last) ? silent + Math.min(time - looked, A_LOOK.toNanos()) : 0;
        looked = time;
        last = now;
        return silent > PATIENCE.toNanos();
    }
}
