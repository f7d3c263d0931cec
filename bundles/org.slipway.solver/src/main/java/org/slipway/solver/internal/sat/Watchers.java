package org.slipway.solver.internal.sat;

import java.util.Arrays;

/** Who wants to know when a literal becomes true. */
final class Watchers {

    private static final Clause[] NOBODY = {};

    private Clause[][] clauses = new Clause[128][];
    private int[] counts = new int[128];

    void newVariable(int variable) {
        int room = Literal.of(variable) + 2;
        if (room > counts.length) {
            clauses = Arrays.copyOf(clauses, counts.length * 2);
            counts = Arrays.copyOf(counts, counts.length * 2);
        }
        clauses[room - 1] = NOBODY;
        clauses[room - 2] = NOBODY;
    }

    void add(int literal, Clause clause) {
        int count = counts[literal]++;
        if (count == clauses[literal].length)
            clauses[literal] = Arrays.copyOf(clauses[literal], Math.max(4, count * 2));
        clauses[literal][count] = clause;
    }

    /** Tells all who watch this literal; gives the one that is in conflict, or null. */
    Clause tell(int literal, SatEngine engine) {
        Clause[] all = clauses[literal];
        int count = counts[literal];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            Clause clause = all[i];
            Clause.Reaction reaction = clause.becameTrue(literal, engine);
            if (reaction == Clause.Reaction.MOVED) continue;
            all[kept++] = clause;
            if (reaction == Clause.Reaction.WATCH) continue;
            System.arraycopy(all, i + 1, all, kept, count - i - 1);
            drop(literal, kept + count - i - 1);
            return clause;
        }
        drop(literal, kept);
        return null;
    }

    private void drop(int literal, int count) {
        Arrays.fill(clauses[literal], count, counts[literal], null);
        counts[literal] = count;
    }
}
