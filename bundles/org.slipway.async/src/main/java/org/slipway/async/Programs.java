package org.slipway.async;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How to wait for programs of somebody else, off the loop. */
public final class Programs {
    private static final long A_LOOK_MILLIS = 200;
    private static final long GRACE_SECONDS = 1;

    /**
     * Whether a program may go on.
     *
     * @param <E> what it throws if not
     */
    @FunctionalInterface
    public interface Look<E extends Exception> {
        void look() throws E, IOException;
    }

    private Programs() {}

    /**
     * Waits until a program has ended. It is ended, with those that it has started, if a look fails or the thread is
     * interrupted.
     *
     * @return its status
     */
    public static <E extends Exception> int await(Process program, Look<E> look) throws E, IOException {
        try {
            while (!program.waitFor(A_LOOK_MILLIS, TimeUnit.MILLISECONDS)) look.look();
            return program.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        } finally {
            if (program.isAlive()) end(program);
        }
    }

    /** With a word first, as it may have something to take back. */
    private static void end(Process program) {
        List<ProcessHandle> all = Stream.concat(Stream.of(program.toHandle()), program.descendants())
                .toList();
        all.forEach(ProcessHandle::destroy);
        waitALittle(all);
        all.forEach(ProcessHandle::destroyForcibly);
        waitALittle(all);
    }

    /** Also one that belongs to somebody else by now, and does not listen to us. */
    private static void waitALittle(List<ProcessHandle> programs) {
        CompletableFuture.allOf(programs.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, GRACE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
