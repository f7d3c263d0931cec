package org.slipway.packages.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What was found out, and until when it counts if nothing else changes. */
record Kept<T>(T answer, Instant until) {
    private static final Duration FAILURE = Duration.ofMinutes(1);

    static <T> Kept<T> forGood(T answer) {
        return new Kept<>(answer, Instant.MAX);
    }

    /** For the question that is being answered only. */
    static <T> Kept<T> forNobodyElse(T answer) {
        return new Kept<>(answer, Instant.MIN);
    }

    /** Whoever failed may answer the next time, but need not be asked for each package. */
    static <T> Kept<T> afterFailure(T answer, Clock clock) {
        return new Kept<>(answer, clock.instant().plus(FAILURE));
    }

    boolean counts(Clock clock) {
        return clock.instant().isBefore(until);
    }
}
