package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signal is what the process dies of, and not only what it ends at: whoever has started it can tell. */
class DeathBySignalTest {
    @TempDir
    Path home;

    private User user;

    @BeforeEach
    void arrive() throws Exception {
        user = new User(home);
    }

    /** It has said where, and waits for those who ask. */
    private static void awaitServing(Running running) throws Exception {
        assertThat(running.until(() -> running.said().contains("Serving implementations on port")))
                .as(running.said())
                .isTrue();
    }

    @Test
    void a_shell_that_has_started_it_in_a_loop_stops_at_an_interrupt() throws Exception {
        try (Running running = user.startScript("for i in 1 2; do echo turn $i; \"$1\" store serve; done")) {
            awaitServing(running);
            running.signal("INT");
            Ended ended = running.await();
            assertThat(ended.status()).isEqualTo(130);
            assertThat(ended.out()).contains("turn 1").doesNotContain("turn 2");
        }
    }

    @Test
    void a_shell_says_which_it_was() throws Exception {
        for (String signal : List.of("TERM", "HUP")) {
            try (Running running = user.startScript("\"$1\" store serve; echo $?")) {
                awaitServing(running);
                running.signalJvm(signal);
                Ended ended = running.await();
                assertThat(ended.err()).contains(signal.equals("TERM") ? "Terminated" : "Hangup");
                assertThat(ended.out()).endsWith(signal.equals("TERM") ? "143\n" : "129\n");
            }
        }
    }

    @Test
    void what_was_ignored_before_stays_ignored() throws Exception {
        try (Running running = user.startScript("trap '' HUP INT; \"$1\" store serve; echo $?")) {
            awaitServing(running);
            running.signalJvm("HUP");
            running.signalJvm("INT");
            running.signalJvm("TERM");
            assertThat(running.await().out()).endsWith("143\n");
        }
    }
}
