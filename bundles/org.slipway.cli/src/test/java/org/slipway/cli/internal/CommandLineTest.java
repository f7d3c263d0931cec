package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void a_home_that_depends_on_where_the_user_is_is_refused() {
        for (String home : new String[] {"", "home", "./home"})
            assertThatThrownBy(() -> CommandLine.checkHome(Map.of("HOME", home)))
                    .isInstanceOf(Complaint.class)
                    .hasMessageContaining("HOME is '" + home + "'");
    }

    @Test
    void without_a_home_or_where_it_is_not_used_all_goes_on() {
        assertThatCode(() -> CommandLine.checkHome(Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> CommandLine.checkHome(Map.of("HOME", "/home/x"))).doesNotThrowAnyException();
        assertThatCode(() -> CommandLine.checkHome(Map.of("HOME", "x", "ZEROINSTALL_PORTABLE_BASE", "/x")))
                .doesNotThrowAnyException();
    }
}
