package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ScreenTest {
    private final Map<String, String> environment = new HashMap<>(Map.of("SLIPWAY_TTY", "2", "TERM", "xterm"));

    private Screen with(String name, String value) {
        environment.put(name, value);
        return Screen.of(environment);
    }

    @Test
    void without_a_terminal_nobody_watches() {
        assertThat(Screen.of(Map.of("TERM", "xterm", "COLUMNS", "90"))).isEqualTo(Screen.NONE);
    }

    @Test
    void its_width_is_what_the_environment_says_if_that_is_one() {
        assertThat(Screen.of(environment).columns()).isEqualTo(80);
        assertThat(with("COLUMNS", "132").columns()).isEqualTo(132);
        assertThat(with("COLUMNS", "0").columns()).isEqualTo(40);
        for (String wrong : new String[] {"", "wide", "-7", "99999999999"})
            assertThat(with("COLUMNS", wrong).columns()).as(wrong).isEqualTo(80);
    }

    @Test
    void colours_are_left_out_where_they_are_not_wanted() {
        assertThat(Screen.of(environment).bold("a")).isEqualTo("\u001b[1ma\u001b[0m");
        assertThat(with("NO_COLOR", "").colours()).isTrue();
        Screen plain = with("NO_COLOR", "1");
        assertThat(plain.moves()).isTrue();
        assertThat(plain.bold("a") + plain.yellow("b")).isEqualTo("ab");
    }

    @Test
    void a_terminal_that_is_dumb_or_not_named_gets_no_escapes() {
        assertThat(with("TERM", "dumb")).isEqualTo(Screen.SIMPLE);
        environment.remove("TERM");
        assertThat(Screen.of(environment)).isEqualTo(Screen.SIMPLE);
    }
}
