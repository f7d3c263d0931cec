package org.slipway.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

class SystemProgramTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(500);

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
        assertThatThrownBy(() -> new SystemProgram(SHORT, 1000).ask(sh("sleep 20 & sleep 20; echo never")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("it takes more than");
    }

    @Test
    void who_speaks_all_the_time_is_stopped_too() {
        assertThatThrownBy(() -> new SystemProgram(SHORT, Integer.MAX_VALUE - 1)
                        .ask(sh("while :; do echo again; sleep 0.1; done")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("it takes more than");
    }

    @Test
    void what_has_been_left_behind_is_not_waited_for() throws Exception {
        Program.Answer answer = program.ask(sh("sleep 60 & echo $!"));
        ProcessHandle behind =
                ProcessHandle.of(Long.parseLong(answer.text().strip())).orElseThrow();
        assertThat(answer.status()).isZero();
        assertThat(behind.isAlive()).isTrue();
        behind.destroy();
    }

    @Test
    void a_long_answer_is_whole() throws Exception {
        assertThat(new SystemProgram(LONG, 1_000_000).ask(sh("seq 100000")).text())
                .hasSize(588_895)
                .endsWith("\n100000\n");
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
