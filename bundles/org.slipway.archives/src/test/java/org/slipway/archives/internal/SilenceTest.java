package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

class SilenceTest {
    private Duration time = Duration.ZERO;
    private final Silence silence = new Silence(() -> time.toNanos());

    private boolean isTooLongAfter(Duration passed, long bytes) {
        time = time.plus(passed);
        return silence.isTooLong(List.of(new Written(1, bytes, 0)));
    }

    @Test
    void more_than_ten_minutes_without_anything_written_are_too_long() {
        assertThat(isTooLongAfter(Duration.ZERO, 1)).isFalse();
        for (int seconds = 0; seconds < 600; seconds += 30)
            assertThat(isTooLongAfter(Duration.ofSeconds(30), 1)).isFalse();
        assertThat(isTooLongAfter(Duration.ofSeconds(30), 1)).isTrue();
    }

    @Test
    void it_is_over_when_something_is_written() {
        for (int seconds = 0; seconds < 6000; seconds += 30)
            assertThat(isTooLongAfter(Duration.ofSeconds(30), seconds / 300)).isFalse();
    }

    @Test
    void nobody_is_silent_while_nobody_looks() {
        assertThat(isTooLongAfter(Duration.ZERO, 1)).isFalse();
        assertThat(isTooLongAfter(Duration.ofHours(1), 1)).isFalse();
        assertThat(isTooLongAfter(Duration.ofSeconds(1), 1)).isFalse();
    }
}
