package org.slipway.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

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

    /** One that has a child that has a child, for ever. */
    private static ProcessHandle fertile() {
        AtomicReference<ProcessHandle> child = new AtomicReference<>();
        InvocationHandler answers = (self, method, arguments) -> switch (method.getName()) {
            case "children" -> Stream.of(child.updateAndGet(born -> born == null ? fertile() : born));
            case "onExit" -> CompletableFuture.completedFuture(self);
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> self == arguments[0];
            default -> false;
        };
        return (ProcessHandle) Proxy.newProxyInstance(
                ProcessHandle.class.getClassLoader(), new Class<?>[] {ProcessHandle.class}, answers);
    }

    /** Nobody can stop it. */
    private static final class Fertile extends Process {
        @Override
        public ProcessHandle toHandle() {
            return fertile();
        }

        @Override
        public boolean waitFor(long timeout, TimeUnit unit) {
            return false;
        }

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public int waitFor() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int exitValue() {
            throw new IllegalThreadStateException();
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public InputStream getErrorStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public void destroy() {}
    }

    @Test
    void one_that_cannot_be_stopped_and_starts_others_for_ever_is_let_go() {
        assertTimeoutPreemptively(
                Duration.ofMinutes(1), () -> assertThatThrownBy(() -> Programs.await(new Fertile(), () -> {
                            throw new Enough();
                        }))
                        .isInstanceOf(Enough.class));
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
