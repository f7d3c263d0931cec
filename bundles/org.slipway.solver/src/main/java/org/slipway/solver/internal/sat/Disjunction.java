package org.slipway.solver.internal.sat;

import static org.slipway.solver.internal.sat.Literal.not;

/**
 * At least one of two or more literals is true. The first two are watched: while neither is false there is nothing to do.
 */
final class Disjunction implements Clause {

    private final int[] literals;

    Disjunction(int[] literals) {
        this.literals = literals;
    }

    void attach(Watchers watchers) {
        watchers.add(not(literals[0]), this);
        watchers.add(not(literals[1]), this);
    }

    @Override
    public Reaction becameTrue(int literal, SatEngine engine) {
        Trail trail = engine.trail();
        if (literals[0] == not(literal)) swap(0, 1);
        if (trail.isTrue(literals[0])) return Reaction.WATCH;
        for (int i = 2; i < literals.length; i++) {
            if (trail.isFalse(literals[i])) continue;
            engine.budget().takeSteps(i);
            swap(1, i);
            engine.watchers().add(not(literals[1]), this);
            return Reaction.MOVED;
        }
        engine.budget().takeSteps(literals.length);
        return trail.set(literals[0], this) ? Reaction.WATCH : Reaction.CONFLICT;
    }

    private void swap(int i, int j) {
        int held = literals[i];
        literals[i] = literals[j];
        literals[j] = held;
    }

    @Override
    public int[] conflict(Trail trail) {
        int[] all = new int[literals.length];
        for (int i = 0; i < all.length; i++) all[i] = not(literals[i]);
        return all;
    }

    @Override
    public int[] causes(int consequence, Trail trail) {
        int[] others = new int[literals.length - 1];
        int at = 0;
        for (int literal : literals) if (literal != consequence) others[at++] = not(literal);
        return others;
    }
}
