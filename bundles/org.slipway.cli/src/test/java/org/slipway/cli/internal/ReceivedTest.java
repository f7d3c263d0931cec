package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

class ReceivedTest {
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private static String words(long bytes, OptionalLong size, OptionalLong rate) {
        return String.join(", ", new Received(bytes, size, rate).words());
    }

    private static String left(long bytes) {
        return words(0, OptionalLong.of(bytes), OptionalLong.of(10)).replaceFirst(".*, ", "");
    }

    @Test
    void amount_rate_and_time_are_told_as_far_as_they_are_known() {
        assertThat(words(3 << 20, OptionalLong.of(8 << 20), OptionalLong.of(1 << 20)))
                .isEqualTo("3.0 MB of 8.0 MB, 1024.0 KB/s, 5 s left");
        assertThat(words(3 << 20, OptionalLong.of(8 << 20), UNKNOWN)).isEqualTo("3.0 MB of 8.0 MB");
        assertThat(words(3 << 20, UNKNOWN, OptionalLong.of(5000))).isEqualTo("3.0 MB, 4.9 KB/s");
        assertThat(words(0, UNKNOWN, UNKNOWN)).isEmpty();
    }

    @Test
    void what_stands_still_has_no_end_and_what_is_there_none_either() {
        assertThat(words(5, OptionalLong.of(10), OptionalLong.of(0))).isEqualTo("5 bytes of 10 bytes, 0 bytes/s");
        assertThat(words(10, OptionalLong.of(10), OptionalLong.of(5))).isEqualTo("10 bytes of 10 bytes, 5 bytes/s");
    }

    @Test
    void long_times_are_told_in_minutes_or_hours() {
        assertThat(left(1)).isEqualTo("1 s left");
        assertThat(left(1190)).isEqualTo("119 s left");
        assertThat(left(1200)).isEqualTo("2 min left");
        assertThat(left(71_990)).isEqualTo("120 min left");
        assertThat(left(72_001)).isEqualTo("3 h left");
    }
}
