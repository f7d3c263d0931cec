package org.slipway.solver.internal.sat;

import static org.slipway.solver.internal.sat.Literal.not;

/** No two of these literals are true. Preferred ones come first. */
public final class AtMostOne implements Clause {

    public static final int NONE = -1;

    private final int[] literals;
    private final Trail trail;

    /** The literal that made the others false; stale once it is no longer true. */
    private int current = NONE;

    AtMostOne(int[] literals, Trail trail) {
        this.literals = literals;
        this.trail = trail;
    }

    void attach(Watchers watchers) {
        for (int literal : literals) watchers.add(literal, this);
    }

    /** The one that is true, or {@link #NONE}. */
    public int selected() {
        return current != NONE && trail.isTrue(current) ? current : NONE;
    }

    /** The first that is neither true nor false, or {@link #NONE}. */
    public int bestUndecided() {
        for (int literal : literals) if (trail.isUndecided(literal)) return literal;
        return NONE;
    }

    @Override
    public Reaction becameTrue(int literal, SatEngine engine) {
        engine.budget().takeSteps(literals.length);
        if (selected() != NONE && current != literal) return Reaction.CONFLICT;
        current = literal;
        for (int other : literals) if (other != literal && !trail.set(not(other), this)) return Reaction.CONFLICT;
        return Reaction.WATCH;
    }

    @Override
    public int[] conflict(Trail now) {
        int first = NONE;
        for (int literal : literals) {
            if (!now.isTrue(literal)) continue;
            if (first != NONE) return new int[] {first, literal};
            first = literal;
        }
        throw new IllegalStateException("No conflict");
    }

    @Override
    public int[] causes(int consequence, Trail now) {
        return new int[] {current};
    }
}
