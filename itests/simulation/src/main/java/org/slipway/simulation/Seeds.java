package org.slipway.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Many seeds, on as many threads as there are processors, and how often each fault was injected and mattered. */
final class Seeds {

    /** How often. */
    record Times(long injected, long mattered) {
        Times plus(boolean isInjected, boolean hasMattered) {
            return new Times(injected + (isInjected ? 1 : 0), mattered + (hasMattered ? 1 : 0));
        }
    }

    private final long from;
    private final long count;
    private final Map<Fault, Times> coverage = new EnumMap<>(Fault.class);
    private final AtomicLong next;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private long nanos;
    private long done;
    private long lines;

    Seeds(long from, long count) {
        this.from = from;
        this.count = count;
        this.next = new AtomicLong(from);
        for (Fault fault : Fault.values()) coverage.put(fault, new Times(0, 0));
    }

    /** Begins no further seed. */
    void stop() {
        stopped.set(true);
    }

    /** @param failed told of each seed that fails, by one thread at a time */
    void run(Consumer<Simulation.Outcome> failed) throws InterruptedException {
        long begun = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = Runtime.getRuntime().availableProcessors(); i > 0; i--) {
            Thread thread = new Thread(() -> work(failed), "simulation-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) thread.join();
        nanos = System.nanoTime() - begun;
    }

    private void work(Consumer<Simulation.Outcome> failed) {
        for (long seed = next.getAndIncrement(); seed < from + count && !stopped.get(); seed = next.getAndIncrement()) {
            Simulation.Outcome outcome = Simulation.of(seed);
            count(outcome, failed);
        }
    }

    private synchronized void count(Simulation.Outcome outcome, Consumer<Simulation.Outcome> failed) {
        Trace trace = outcome.trace();
        coverage.replaceAll((fault, times) ->
                times.plus(trace.injected().contains(fault), trace.mattered().contains(fault)));
        done++;
        lines += trace.lines().size();
        if (outcome.violation().isPresent()) failed.accept(outcome);
    }

    Map<Fault, Times> coverage() {
        return coverage;
    }

    String report() {
        StringBuilder text = new StringBuilder();
        coverage.forEach((fault, times) -> text.append(
                String.format("%-18s injected %8d  mattered %8d%n", fault, times.injected, times.mattered)));
        return text.append(String.format(
                        "%d seeds in %.1f s (%.0f a second), %d lines of trace each",
                        done, nanos / 1e9, done / (nanos / 1e9), done == 0 ? 0 : lines / done))
                .toString();
    }
}
