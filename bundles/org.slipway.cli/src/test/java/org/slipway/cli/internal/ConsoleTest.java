package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final Screen MOVING = new Screen(true, 80, true, false);

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8), new PrintStream(err, true, UTF_8), true);

    @Test
    void how_far_long_work_has_come_is_seen_whatever_its_name() throws Exception {
        Task task = new Task(console);
        task.begin("Unpacking sha256new_" + "A".repeat(52));
        task.more(12L << 20);
        String shown = err.toString(UTF_8);
        assertThat(shown.substring(shown.lastIndexOf('\r') + 1))
                .startsWith("Unpacking sha256new_AAA")
                .endsWith("A...: 12.0 MB")
                .hasSize(79);
    }

    private String written(Screen screen, Consumer<Console> use) {
        use.accept(new Console(new PrintStream(err, true, UTF_8), new PrintStream(err, true, UTF_8), screen));
        return err.toString(UTF_8);
    }

    @Test
    void a_block_is_drawn_in_place_and_taken_back_before_anything_else_is_said() {
        String written = written(MOVING, it -> {
            it.show(List.of("a", "b", "c"));
            it.show(List.of("d", "e"));
            it.say("words");
            it.say("more");
        });
        assertThat(written)
                .isEqualTo("\u001b[?7l\ra\u001b[K\nb\u001b[K\nc\u001b[J\u001b[?7h"
                        + "\u001b[?7l\r\u001b[A\u001b[Ad\u001b[K\ne\u001b[J\u001b[?7h"
                        + "\r\u001b[A\u001b[Jwords\nmore\n");
    }

    @Test
    void a_result_takes_the_block_back_too() {
        assertThat(written(MOVING, it -> {
                    it.show(List.of("a"));
                    it.print("result");
                }))
                .endsWith("\r\u001b[Jresult\n");
    }

    @Test
    void a_simple_terminal_gets_the_last_line_only() {
        assertThat(written(Screen.SIMPLE, it -> {
                    it.show(List.of("a", "all"));
                    it.show(List.of("b"));
                    it.clear();
                }))
                .isEqualTo("\rall\rb  \r \r");
    }

    @Test
    void nothing_is_shown_while_a_question_is_open() {
        assertThat(written(MOVING, it -> {
                    it.show(List.of("a"));
                    it.beginQuestion();
                    err.reset();
                    it.show(List.of("b"));
                    assertThat(err.size()).isZero();
                    it.endQuestion();
                    it.show(List.of("c"));
                }))
                .contains("\rc");
    }

    @Test
    void who_wants_quiet_is_told_what_is_wrong_and_nothing_else() {
        assertThat(written(MOVING, it -> {
                    it.quieten();
                    it.show(List.of("a"));
                    it.note("Waiting");
                    it.warn("odd");
                    it.say("wrong");
                }))
                .isEqualTo("wrong\n");
    }
}
