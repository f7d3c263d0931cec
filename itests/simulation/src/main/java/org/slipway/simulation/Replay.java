package org.slipway.simulation;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Replays one seed with its trace, or tries many: {@code SEED}, or {@code --count N [--from SEED]}. With
 * {@code --hashes N [--from SEED]}, only a number is printed for each seed, which tells its trace from others.
 */
public final class Replay {

    private Replay() {}

    public static void main(String... arguments) throws InterruptedException {
        long from = option("--from", 0, arguments);
        long count = option("--count", 0, arguments);
        long hashes = option("--hashes", 0, arguments);
        if (hashes > 0) hashes(from, hashes);
        else if (count == 0) replay(Long.parseLong(arguments[0]));
        else many(from, count);
    }

    private static long option(String name, long otherwise, String... arguments) {
        for (int i = 0; i + 1 < arguments.length; i++)
            if (arguments[i].equals(name)) return Long.parseLong(arguments[i + 1]);
        return otherwise;
    }

    private static void replay(long seed) {
        Simulation.Outcome outcome = Simulation.of(seed);
        outcome.trace().lines().forEach(System.out::println);
        System.out.println("hash " + Long.toHexString(outcome.trace().hash()));
        if (outcome.violation().isEmpty()) return;
        outcome.violation().get().printStackTrace(System.out);
        System.exit(1);
    }

    private static void hashes(long from, long count) {
        for (long seed = from; seed < from + count; seed++)
            System.out.println(Simulation.of(seed).trace().hash());
    }

    private static void many(long from, long count) throws InterruptedException {
        AtomicLong failed = new AtomicLong();
        Seeds seeds = new Seeds(from, count);
        seeds.run(outcome -> {
            if (failed.incrementAndGet() <= 20)
                System.out.println(
                        "seed " + outcome.seed() + ": " + outcome.violation().orElseThrow());
        });
        System.out.println(seeds.report());
        if (failed.get() > 0) System.out.println(failed + " seeds failed");
        System.exit(failed.get() > 0 ? 1 : 0);
    }
}
