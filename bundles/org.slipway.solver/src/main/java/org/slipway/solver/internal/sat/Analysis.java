package org.slipway.solver.internal.sat;

import java.util.Arrays;

/**
 * Learns from a conflict: resolves backwards along the trail until one literal of the current level is left (the first
 * unique implication point). Source: Eén and Sörensson, "An Extensible SAT-solver", section 4.3.
 */
final class Analysis {

    /**
     * @param literals one of which must be true; the first is the only one that the earlier level leaves open, the
     *     second is of that level
     * @param level where to go back to
     */
    record Learnt(int[] literals, int level) {}

    private final Trail trail;
    private int[] seen = {};
    private int conflict;
    private int[] learnt = new int[16];
    private int size;
    private int pending;

    Analysis(Trail trail) {
        this.trail = trail;
    }

    Learnt learn(Clause clause) {
        if (seen.length < trail.variables()) seen = new int[trail.variables()];
        conflict++;
        size = 1;
        pending = 0;
        note(clause.conflict(trail));
        int position = trail.size();
        while (true) {
            int literal;
            do literal = trail.at(--position);
            while (seen[Literal.variable(literal)] != conflict);
            if (--pending == 0) {
                learnt[0] = Literal.not(literal);
                return finish();
            }
            note(trail.reason(literal).causes(literal, trail));
        }
    }

    private void note(int[] causes) {
        for (int cause : causes) {
            int variable = Literal.variable(cause);
            if (seen[variable] == conflict || trail.level(cause) == 0) continue;
            seen[variable] = conflict;
            if (trail.level(cause) == trail.level()) pending++;
            else add(Literal.not(cause));
        }
    }

    private void add(int literal) {
        if (size == learnt.length) learnt = Arrays.copyOf(learnt, size * 2);
        learnt[size++] = literal;
    }

    private Learnt finish() {
        int[] literals = Arrays.copyOf(learnt, size);
        if (size == 1) return new Learnt(literals, 0);
        int deepest = 1;
        for (int i = 2; i < size; i++) if (trail.level(literals[i]) > trail.level(literals[deepest])) deepest = i;
        int held = literals[1];
        literals[1] = literals[deepest];
        literals[deepest] = held;
        return new Learnt(literals, trail.level(literals[1]));
    }
}
