package org.slipway.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @TempDir
    Path temp;

    private static final class Enough extends Exception {
        private static final long serialVersionUID = 1;
    }

    private Process sh(String script) throws IOException {
        return new ProcessBuilder("sh", "-c", script).directory(temp.toFile()).start();
    }

    private List<Long> processes(String file) throws IOException {
        return Files.readAllLines(temp.resolve(file)).stream()
                .map(Long::parseLong)
                .toList();
    }

    /** What is dead has no command, also while whoever inherited it has not noticed. */
    private static boolean runs(long process) {
        return ProcessHandle.of(process)
                .flatMap(handle -> handle.info().command())
                .isPresent();
    }

    private void endsWhenThereIs(String file, Process program) {
        assertThatThrownBy(() -> Programs.await(program, () -> {
                    if (Files.exists(temp.resolve(file))) throw new Enough();
                }))
                .isInstanceOf(Enough.class);
        assertThat(program.isAlive()).isFalse();
    }

    @Test
    void one_that_ends_has_a_status() throws Exception {
        assertThat(Programs.await(sh("exit 3"), () -> {})).isEqualTo(3);
    }

    @Test
    void one_that_is_not_wanted_any_more_may_take_back_what_it_has_begun() throws Exception {
        endsWhenThereIs("begun", sh("trap 'echo > tidy; exit' TERM; echo > begun; while :; do :; done"));
        assertThat(temp.resolve("tidy")).exists();
    }

    @Test
    void one_that_does_not_listen_is_ended_with_those_it_has_started() throws Exception {
        String child = "trap '' TERM; mkfifo pipe; cat pipe & echo $! > child; echo > begun; wait";
        endsWhenThereIs("begun", sh("trap '' TERM; sh -c \"" + child.replace("$", "\\$") + "\"; :"));
        assertThat(processes("child")).noneMatch(ProgramsTest::runs);
    }

    @Test
    void one_that_goes_on_starting_others_is_ended_with_all_of_them() throws Exception {
        String starts = "for i in $(seq 300); do cat pipe & echo $! >> children; echo > begun; done; wait";
        endsWhenThereIs("begun", sh("mkfifo pipe; " + starts));
        assertThat(processes("children")).isNotEmpty().noneMatch(ProgramsTest::runs);
    }

    @Test
    void one_whose_thread_is_interrupted_is_ended() throws Exception {
        Process program = sh("mkfifo pipe; exec cat pipe");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Programs.await(program, () -> {})).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(program.isAlive()).isFalse();
    }
}
