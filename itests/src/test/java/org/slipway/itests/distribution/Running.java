package org.slipway.itests.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A command that has been started as the leader of a session. Closing it ends the whole session. */
public final class Running implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAUSE_MILLIS = 10;

    private final Process process;
    private final Path out;
    private final Path err;

    private Running(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Running start(ProcessBuilder builder) throws IOException {
        Path out = Files.createTempFile("slipway-itest", ".out");
        Path err = Files.createTempFile("slipway-itest", ".err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        return new Running(process, out, err);
    }

    /** The process, which is that of the program that is run in the end. */
    public long pid() {
        return process.pid();
    }

    /** The JVM below it, or the process itself where it has become the JVM. */
    public long jvm() {
        return process.children().findFirst().map(ProcessHandle::pid).orElse(pid());
    }

    /** Everything that it has said so far. */
    public String said() {
        try {
            return Files.readString(out, UTF_8) + Files.readString(err, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types at the terminal, which turns control characters into signals. */
    public void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    /** Sends a signal to every process of the session, as a terminal does. */
    public void signal(String name) throws IOException, InterruptedException {
        kill(name, "-" + pid());
    }

    /** Sends a signal to the first process alone. */
    public void signalAlone(String name) throws IOException, InterruptedException {
        kill(name, Long.toString(pid()));
    }

    /** Sends a signal to the JVM alone. */
    public void signalJvm(String name) throws IOException, InterruptedException {
        kill(name, Long.toString(jvm()));
    }

    private static void kill(String name, String whom) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", "-" + name, "--", whom).start().waitFor();
    }

    /** Whether a condition has come true while the process runs, or at its end. */
    public boolean until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) return condition.getAsBoolean();
            if (System.nanoTime() > end) return false;
        }
        return true;
    }

    /** Whether the process ended before the time was over. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The status is 128 + N after signal N. */
    public Ended await() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            throw new AssertionError("Has not ended after " + PATIENCE + ":\n" + said());
        return new Ended(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    /** Those processes of the session that are still there. */
    public List<String> survivors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .map(Running::stat)
                    .filter(stat -> stat.matches("[0-9]+ \\(.*\\) [^Z] [0-9]+ [0-9]+ " + pid() + " .*"))
                    .toList();
        }
    }

    private static String stat(Path process) {
        try {
            return Files.readString(process.resolve("stat")).strip();
        } catch (IOException ended) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        try {
            signal("KILL");
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.delete(out);
        Files.delete(err);
    }
}
