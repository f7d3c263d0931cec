package org.slipway.store.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Copies of files that have their blocks in common with what they are copied from until one is changed (reflinks), where the
 * file system has that. Java cannot ask for them, the {@code cp} of GNU can.
 */
final class BlockCopies {
    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/cp"), Path.of("/bin/cp"));

    private Optional<Path> program;

    BlockCopies() {
        this(PLACES);
    }

    /** @param places where the program may be; no {@code PATH} is asked, as nobody has typed its name */
    BlockCopies(List<Path> places) {
        program = places.stream().filter(Files::isExecutable).findFirst();
    }

    /**
     * Where it cannot once it is not tried again.
     *
     * @param to a name that nothing has
     * @return whether it is there, with mode and time; if not, nothing is
     */
    boolean copy(Path from, Path to) throws IOException {
        if (program.isEmpty() || !from.getFileSystem().equals(FileSystems.getDefault())) return false;
        if (run(program.get(), from, to)) return true;
        program = Optional.empty();
        Files.deleteIfExists(to);
        return false;
    }

    private static boolean run(Path program, Path from, Path to) throws IOException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--reflink=always",
                        "--no-dereference",
                        "--preserve=mode,timestamps",
                        "--",
                        from.toAbsolutePath().toString(),
                        to.toAbsolutePath().toString())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        } finally {
            // Only when it is dead it makes no file any more.
            process.destroyForcibly().onExit().join();
        }
    }
}
