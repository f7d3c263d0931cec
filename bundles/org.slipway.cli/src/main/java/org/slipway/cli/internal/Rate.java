package org.slipway.cli.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** How fast bytes come, smoothed over some seconds, so that it can be read. */
final class Rate {
    private static final double SMOOTHED_OVER = 3;
    private static final double SHORTEST = 0.5;

    private Instant since;
    private long before;
    private double perSecond = -1;

    /** What is there already has not come now. */
    Rate(long bytes, Instant now) {
        this.before = bytes;
        this.since = now;
    }

    void measure(long bytes, Instant now) {
        double seconds = Duration.between(since, now).toMillis() / 1000.0;
        if (seconds < SHORTEST) return;
        double recent = Math.max(0, bytes - before) / seconds;
        double weight = perSecond < 0 ? 1 : 1 - Math.exp(-seconds / SMOOTHED_OVER);
        perSecond = Math.max(0, perSecond) * (1 - weight) + recent * weight;
        before = bytes;
        since = now;
    }

    /** Absent as long as there is nothing to tell it from. */
    OptionalLong perSecond() {
        return perSecond < 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(perSecond));
    }
}
