package org.slipway.packages.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A real program: in the C locale, without questions, with bounds of time and length. */
final class SystemProgram implements Program {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST = 64 << 20;

    private final Duration longest;
    private final int most;

    SystemProgram() {
        this(LONGEST, MOST);
    }

    /** @param most bytes of an answer */
    SystemProgram(Duration longest, int most) {
        this.longest = longest;
        this.most = most;
    }

    @Override
    public Answer ask(List<String> command) throws IOException {
        Process process = start(command);
        CompletableFuture<Process> end = process.onExit().orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS);
        end.whenComplete((ended, late) -> {
            if (late != null) kill(process);
        });
        try (InputStream out = process.getInputStream()) {
            byte[] text = out.readNBytes(most + 1);
            if (text.length > most) throw new IOException("it says more than " + most + " bytes");
            process.waitFor();
            if (end.isCompletedExceptionally())
                throw new IOException("it takes more than " + longest.toSeconds() + " s");
            return new Answer(process.exitValue(), new String(text, StandardCharsets.UTF_8));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("it was stopped", stopped);
        } finally {
            if (process.isAlive()) kill(process);
        }
    }

    private static Process start(List<String> command) throws IOException {
        // Not where the user is: some interpreters run what lies in the working directory.
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
