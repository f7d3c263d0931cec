package org.slipway.async;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** How to wait for programs of somebody else, off the loop. */
public final class Programs {
    private static final long A_LOOK_MILLIS = 200;
    private static final long GRACE_SECONDS = 3;
    private static final int GENERATIONS = 100;

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
    private static void end(Process program) throws IOException {
        Set<ProcessHandle> all = new LinkedHashSet<>(Set.of(program.toHandle()));
        try {
            stop(all);
            signal("TERM", all);
            signal("CONT", all);
            waitALittle(all);
            stop(all);
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
            waitALittle(all);
        }
    }

    /**
     * Who is stopped starts no others: those are ours once nobody is found who is not stopped. One of another user is not
     * stopped, and may start others for ever.
     */
    private static void stop(Set<ProcessHandle> all) throws IOException {
        Set<ProcessHandle> found = Set.copyOf(all);
        for (int generation = 0; generation < GENERATIONS && !found.isEmpty(); generation++) {
            signal("STOP", found);
            all.addAll(found);
            found = all.stream()
                    .flatMap(ProcessHandle::children)
                    .filter(child -> !all.contains(child))
                    .collect(Collectors.toSet());
        }
    }

    /** Who has ended meanwhile is passed over. */
    private static void signal(String name, Set<ProcessHandle> programs) throws IOException {
        List<String> alive = programs.stream()
                .filter(ProcessHandle::isAlive)
                .map(program -> String.valueOf(program.pid()))
                .toList();
        if (alive.isEmpty()) return;
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$0\" \"$@\"", name));
        command.addAll(alive);
        Process kill = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        waitALittle(Set.of(kill.toHandle()));
    }

    /** Also one that belongs to somebody else by now, and does not listen to us. */
    private static void waitALittle(Set<ProcessHandle> programs) {
        CompletableFuture.allOf(programs.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, GRACE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
