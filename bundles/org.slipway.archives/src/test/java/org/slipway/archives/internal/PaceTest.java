package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

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
    void what_takes_no_time_is_always_due() {
        assertThat(pace.isDue()).isTrue();
        pace.rest();
        assertThat(pace.isDue()).isTrue();
    }
}
