package org.slipway.solver.internal.sat;

/**
 * How much one search may take. Steps are counted, not seconds, so that the same input always ends the same way.
 */
public final class Budget {

    /** About a minute on an ordinary machine. */
    private static final long STEPS = 5_000_000_000L;

    /** With its watcher, each takes up to 20 bytes. */
    private static final long LITERALS = 15_000_000L;

    private final long allowedSteps;
    private final long allowedLiterals;
    private long steps;
    private long literals;

    public Budget(long steps, long literals) {
        this.allowedSteps = steps;
        this.allowedLiterals = literals;
    }

    /** About a second: advice is worth no longer a wait. */
    public static Budget forAdvice() {
        return new Budget(STEPS / 100, LITERALS / 5);
    }

    public static Budget standard() {
        return new Budget(STEPS, LITERALS);
    }

    /** @throws LimitReached if that is too many */
    public void takeSteps(int more) {
        steps += more;
        if (steps > allowedSteps)
            throw new LimitReached("Gave up after " + allowedSteps + " steps: there are too many combinations to try");
    }

    /** @throws LimitReached if that is too many */
    public void takeLiterals(int more) {
        literals += more;
        if (literals > allowedLiterals)
            throw new LimitReached("Gave up: there are too many versions and dependencies to compare (more than "
                    + allowedLiterals + " pairs)");
    }
}
