package org.slipway.launcher.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How exactly the shell that will run plans compares the times of files. */
final class Shell {
    /** The kernel stamps files with the time of its last tick. */
    private static final Duration TICKS = Duration.ofMillis(25);

    private static final Duration SECONDS = Duration.ofSeconds(2);

    private static final String PROBE =
            "[ \"$2\" -nt \"$1\" ] && exit 3; [ \"$1\" -ef \"$1\" ] && [ -O \"$1\" ] || exit 3;"
                    + " [ \"$1\" -nt \"$3\" ] || exit 3; [ \"$1\" -nt \"$2\" ]";

    private final Duration grain;

    private Shell(Duration grain) {
        this.grain = grain;
    }

    /** Empty if it cannot compare them, or lacks something else. */
    static Optional<Shell> probe(Path directory) throws IOException {
        Instant then = Instant.ofEpochSecond(1_000_000_000, 2);
        Path later = at(directory.resolve("later"), then);
        Path earlier = at(directory.resolve("earlier"), then.minusNanos(1));
        Path longAgo = at(directory.resolve("long-ago"), then.minusSeconds(2));
        Process process = new ProcessBuilder(
                        "/bin/sh", "-c", PROBE, "sh", later.toString(), earlier.toString(), longAgo.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        try {
            return switch (process.waitFor()) {
                case 0 -> Optional.of(new Shell(TICKS));
                case 1 -> Optional.of(new Shell(SECONDS));
                default -> Optional.empty();
            };
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("stopped");
        } finally {
            for (Path file : new Path[] {later, earlier, longAgo}) Files.delete(file);
        }
    }

    private static Path at(Path file, Instant time) throws IOException {
        return Files.setLastModifiedTime(Files.createFile(file), FileTime.from(time));
    }

    /** How long a file must have been as it is, so that its next change gives it another time. */
    Duration rest(Instant changed) {
        return changed.getNano() == 0 ? SECONDS : grain;
    }
}
