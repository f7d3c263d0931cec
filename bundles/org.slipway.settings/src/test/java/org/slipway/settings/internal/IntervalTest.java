package org.slipway.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "30s, 30", "2m, 120", "1.5h, 5400", "30d, 2592000"})
    void a_number_and_a_unit(String text, long seconds) {
        assertThat(Interval.read(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "59, 59s", "120, 2m", "5400, 1.5h", "2592000, 30d"})
    void is_written_in_the_largest_unit_that_fits(long seconds, String text) {
        assertThat(Interval.write(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "d", "7w", "-1d", "x1d", "99999999999999999999d"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Interval.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
