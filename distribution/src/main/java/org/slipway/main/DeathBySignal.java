package org.slipway.main;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Whoever has started a process wants to know whether a signal has ended it: a shell goes on with its loop after one that has
 * ended with a status, whatever that is. So once everything is in order the signal gets its first meaning back and comes again.
 * Where that is impossible the JVM ends with 128 and the signal's number.
 */
final class DeathBySignal extends Thread {
    /** Set where a shell waits for the JVM: it dies of the signal itself, and would tell of a child that does. */
    private static final String SHELL = "slipway.shell";

    /** The threads in which what has begun is taken back, which give up after some seconds. */
    static final String TAKES_BACK = "slipway-stop";

    private static final long A_LOOK_MILLIS = 100;
    private static final int FEW_LOOKS = 20;
    private static final int MOST_LOOKS = 100;

    /** Threads that begin while others are counted. */
    private static final int SOME = 64;

    private final ReentrantLock order = new ReentrantLock();

    private DeathBySignal() {
        super("slipway-death");
    }

    static DeathBySignal prepare() {
        DeathBySignal death = new DeathBySignal();
        try {
            if (System.getProperty(SHELL) == null) Runtime.getRuntime().addShutdownHook(death);
        } catch (IllegalStateException itHasComeAlready) {
            // Nothing has begun yet that is to be put in order.
        }
        return death;
    }

    /** What has something to put in order before the end. */
    int after(IntSupplier work) {
        order.lock();
        try {
            return work.getAsInt();
        } finally {
            order.unlock();
        }
    }

    @Override
    public void run() {
        Optional<String> signal = signal(threads());
        try {
            if (signal.isPresent()) die(signal.get());
        } catch (InterruptedException | IOException | ReflectiveOperationException itEndsAllTheSame) {
            return;
        }
    }

    /** Also those of the JVM, which are in the group above. */
    private List<String> threads() {
        ThreadGroup all = getThreadGroup().getParent();
        Thread[] threads = new Thread[all.activeCount() + SOME];
        List<String> names = new ArrayList<>();
        for (Thread thread : Arrays.copyOf(threads, all.enumerate(threads))) names.add(thread.getName());
        return names;
    }

    /** The JVM has a thread for each that has come, and names it so. */
    static Optional<String> signal(List<String> threads) {
        for (String signal : List.of("INT", "TERM", "HUP"))
            if (threads.contains("SIG" + signal + " handler")) return Optional.of(signal);
        return Optional.empty();
    }

    private void die(String signal) throws InterruptedException, IOException, ReflectiveOperationException {
        awaitOrder();
        restore(signal);
        String send = "kill -s " + signal + " " + ProcessHandle.current().pid();
        new ProcessBuilder("/bin/sh", "-c", send).start().waitFor();
    }

    /** Until the command has ended, or nobody takes anything back any more: then it does not listen. */
    private void awaitOrder() throws InterruptedException {
        for (int look = 0; !order.tryLock(A_LOOK_MILLIS, TimeUnit.MILLISECONDS) && look < MOST_LOOKS; look++)
            if (look >= FEW_LOOKS && !threads().contains(TAKES_BACK)) return;
    }

    /** By name: the compiler warns of it. */
    private static void restore(String signal) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object first = handler.getField("SIG_DFL").get(null);
        type.getMethod("handle", type, handler)
                .invoke(null, type.getConstructor(String.class).newInstance(signal), first);
    }
}
