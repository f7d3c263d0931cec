package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

class RateTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Rate rate = new Rate(1000, START);

    private void measured(long millis, long bytes) {
        rate.measure(bytes, START.plusMillis(millis));
    }

    @Test
    void what_was_there_before_has_not_come_now() {
        measured(1000, 1500);
        assertThat(rate.perSecond()).hasValue(500);
    }

    @Test
    void a_short_time_tells_nothing() {
        measured(499, 100_000);
        assertThat(rate.perSecond()).isEmpty();
        measured(500, 100_000);
        assertThat(rate.perSecond()).hasValue(198_000);
    }

    @Test
    void a_moment_without_bytes_counts_a_little_and_a_long_one_fully() {
        measured(1000, 101_000);
        measured(2000, 101_000);
        assertThat(rate.perSecond().getAsLong()).isBetween(60_000L, 80_000L);
        measured(32_000, 101_000);
        assertThat(rate.perSecond().getAsLong()).isLessThan(10);
    }

    @Test
    void bytes_that_are_asked_for_again_do_not_make_it_negative() {
        measured(1000, 0);
        assertThat(rate.perSecond()).hasValue(0);
    }
}
