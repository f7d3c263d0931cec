package org.slipway.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

class SystemProgramTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Program program = new SystemProgram(LONG, 1000);

    private static List<String> sh(String script) {
        return List.of("sh", "-c", script);
    }

    @Test
    void it_speaks_the_language_of_programs_and_stands_at_the_root() throws Exception {
        assertThat(program.ask(sh("echo $LC_ALL; pwd; echo aside >&2; exit 3")))
                .isEqualTo(new Program.Answer(3, "C\n/\n"));
    }

    @Test
    void a_question_gets_no_answer() throws Exception {
        assertThat(program.ask(sh("read line; echo got $line")).text()).isEqualTo("got\n");
    }

    @Test
    void who_takes_too_long_is_stopped_with_all_that_it_has_started() {
        assertThatThrownBy(() -> new SystemProgram(SHORT, 1000).ask(sh("sleep 1000 & sleep 1000; echo never")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("it takes more than");
    }

    @Test
    void who_says_too_much_is_stopped() {
        assertThatThrownBy(() -> program.ask(List.of("yes")))
                .isInstanceOf(IOException.class)
                .hasMessage("it says more than 1000 bytes");
    }

    @Test
    void a_program_that_is_not_there_is_named() {
        assertThatThrownBy(() -> program.ask(List.of("no-such-program", "-x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program");
    }
}
