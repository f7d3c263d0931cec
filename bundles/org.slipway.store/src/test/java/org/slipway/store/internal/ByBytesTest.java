package org.slipway.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

class ByBytesTest {
    private static final List<String> NAMES = List.of(
            "",
            "a",
            "ab",
            "a b",
            "B",
            "z",
            "ü",
            "u\u0308",
            "€",
            "\uD7FF",
            "\uE000",
            "\uFF21",
            "\uFFFC",
            "\uD83D\uDE00",
            "\uD83D\uDE01",
            "a\uD83D\uDE00",
            "a\uFFFC");

    @Test
    void every_two_names_are_in_the_order_of_their_bytes() {
        for (String one : NAMES)
            for (String other : NAMES)
                assertThat(Integer.signum(new ByBytes().compare(one, other)))
                        .as("'%s' and '%s'", one, other)
                        .isEqualTo(Integer.signum(Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8))));
    }
}
