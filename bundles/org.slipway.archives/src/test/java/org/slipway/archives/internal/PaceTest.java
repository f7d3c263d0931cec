package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class PaceTest {
    private long time = -5;
    private final Pace pace = new Pace(() -> time);

    @Test
    void after_a_look_it_rests_ten_times_as_long() {
        assertThat(pace.isDue()).isTrue();
        time = 2;
        pace.rest();
        time = 71;
        assertThat(pace.isDue()).isFalse();
        time = 72;
        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void it_does_not_rest_for_days_when_it_was_suspended_during_a_look() {
        assertThat(pace.isDue()).isTrue();
        time += Duration.ofHours(10).toNanos();
        pace.rest();
        time += Duration.ofMinutes(1).toNanos();
        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void what_takes_no_time_is_always_due() {
        assertThat(pace.isDue()).isTrue();
        pace.rest();
        assertThat(pace.isDue()).isTrue();
    }
}
