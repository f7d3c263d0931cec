package org.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void the_command_is_the_first_word_that_is_no_option() {
        assertThat(Main.command("serve", "--idle", "5")).isEqualTo("serve");
        assertThat(Main.command("-v", "serve")).isEqualTo("serve");
        assertThat(Main.command("run", "http://example.org/", "serve")).isEqualTo("run");
        assertThat(Main.command("store", "demo")).isEqualTo("store");
        assertThat(Main.command("--version")).isEmpty();
        assertThat(Main.command()).isEmpty();
    }
}
