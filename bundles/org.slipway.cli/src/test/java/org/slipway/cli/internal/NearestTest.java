package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class NearestTest {
    private static Optional<String> nearest(String typed) {
        return Nearest.to(typed, List.of("select", "run", "list", "list-feeds", "store find", "--offline", "--os"));
    }

    @Test
    void a_letter_too_much_too_few_or_wrong_is_forgiven() {
        assertThat(nearest("selct")).contains("select");
        assertThat(nearest("lists")).contains("list");
        assertThat(nearest("--ofline")).contains("--offline");
    }

    @Test
    void two_letters_the_wrong_way_round_count_once() {
        assertThat(nearest("lsit")).contains("list");
        assertThat(nearest("rnu")).contains("run");
        assertThat(nearest("list-feesd")).contains("list-feeds");
    }

    @Test
    void the_beginning_of_a_word_stands_for_it() {
        assertThat(nearest("sel")).contains("select");
        assertThat(nearest("store fi")).contains("store find");
        assertThat(nearest("--off")).contains("--offline");
    }

    @Test
    void what_is_like_nothing_has_no_match() {
        assertThat(nearest("frobnicate")).isEmpty();
        assertThat(nearest("--")).isEmpty();
        assertThat(nearest("s")).isEmpty();
    }
}
