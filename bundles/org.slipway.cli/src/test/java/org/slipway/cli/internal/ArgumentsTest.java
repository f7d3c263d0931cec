package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static Arguments parse(String... typed) throws Complaint {
        return Arguments.parse(List.of(typed));
    }

    @Test
    void options_stop_behind_the_uri_of_run() throws Exception {
        Arguments arguments = parse("-c", "run", "-v", "http://x/y", "-v", "--help", "z");
        assertThat(arguments.count(Option.VERBOSE)).isEqualTo(1);
        assertThat(arguments.has(Option.HELP)).isFalse();
        assertThat(arguments.words()).containsExactly("run", "http://x/y", "-v", "--help", "z");
        assertThat(arguments.own()).isEqualTo(4);
    }

    @Test
    void version_alone_asks_for_ours_and_with_a_range_restricts() throws Exception {
        assertThat(parse("--version").options().get(0).values()).isEmpty();
        assertThat(parse("run", "--version", "3..", "x").value(Option.VERSION)).contains("3..");
        assertThat(parse("run", "--version=3", "x").value(Option.VERSION)).contains("3");
        assertThat(parse("--version", "-v").options()).hasSize(2);
    }

    @Test
    void letters_may_stand_together_and_the_last_may_have_a_value() throws Exception {
        Arguments arguments = parse("run", "-cvwgdb --args", "-m", "main", "x");
        assertThat(arguments.value(Option.WRAPPER)).contains("gdb --args");
        assertThat(arguments.value(Option.MAIN)).contains("main");
        assertThat(parse("digest", "-m", "x").has(Option.MANIFEST)).isTrue();
    }

    @Test
    void two_dashes_end_the_options() throws Exception {
        assertThat(parse("list", "--", "--xml").words()).containsExactly("list", "--xml");
    }

    @Test
    void what_is_mistyped_is_named_with_the_nearest_match() {
        assertThatThrownBy(() -> parse("--ofline")).hasMessage("Unknown option '--ofline': did you mean '--offline'?");
        assertThatThrownBy(() -> parse("-Z")).hasMessage("Unknown option '-Z': try --help");
        assertThatThrownBy(() -> parse("--xml=1")).hasMessage("'--xml' takes no value: '--xml=1'");
        assertThatThrownBy(() -> parse("--before")).hasMessage("'--before' needs a value: see --help");
    }
}
