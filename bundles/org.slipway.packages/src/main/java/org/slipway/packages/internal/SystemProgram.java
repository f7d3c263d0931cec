package org.slipway.packages.internal;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real program: in the C locale, without questions, with bounds of time and length. */
final class SystemProgram implements Program {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST = 64 << 20;
    /** Between two looks at what it has said; its end ends it. */
    private static final Duration PAUSE = Duration.ofMillis(5);

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
        long begin = System.nanoTime();
        Process process = start(command);
        try (InputStream out = process.getInputStream()) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            // What it has left behind may hold the pipe for ever, so nothing waits for the end of that.
            for (boolean ended = false; !ended; ) {
                ended = process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                while (out.available() > 0) {
                    text.write(out.readNBytes(Math.min(out.available(), most + 1 - text.size())));
                    if (text.size() > most) throw new IOException("it says more than " + most + " bytes");
                    check(begin);
                }
                if (!ended) check(begin);
            }
            return new Answer(process.exitValue(), text.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("it was stopped", stopped);
        } finally {
            if (process.isAlive()) kill(process.toHandle());
        }
    }

    private void check(long begin) throws IOException {
        if (System.nanoTime() - begin > longest.toNanos())
            throw new IOException("it takes more than " + longest.toSeconds() + " s");
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

    /** Each before those whom it has started: who has ended starts nobody else. */
    private static void kill(ProcessHandle process) {
        List<ProcessHandle> started = process.children().toList();
        process.destroyForcibly();
        started.forEach(SystemProgram::kill);
    }
}
