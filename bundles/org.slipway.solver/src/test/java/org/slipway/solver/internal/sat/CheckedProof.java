package org.slipway.solver.internal.sat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks a refutation independently of the engine: each learnt clause must follow from those before it by reverse unit
 * propagation, and the empty one must come at the end. Slow and plain on purpose.
 */
public final class CheckedProof implements Proof {

    private final List<int[]> clauses = new ArrayList<>();
    private boolean refuted;
    private String wrong;

    @Override
    public void given(int[] literals) {
        clauses.add(literals.clone());
    }

    @Override
    public void atMostOne(int[] literals) {
        for (int i = 0; i < literals.length; i++)
            for (int j = 0; j < i; j++) clauses.add(new int[] {Literal.not(literals[i]), Literal.not(literals[j])});
    }

    @Override
    public void learnt(int[] literals) {
        if (!contradicts(literals) && wrong == null) wrong = "does not follow: " + Arrays.toString(literals);
        clauses.add(literals.clone());
        refuted |= literals.length == 0;
    }

    /** Whether unit propagation finds a contradiction when all these literals are false. */
    private boolean contradicts(int[] literals) {
        Set<Integer> facts = new HashSet<>();
        for (int literal : literals) facts.add(Literal.not(literal));
        boolean more = true;
        while (more) {
            more = false;
            for (int[] clause : clauses) {
                int[] open = Arrays.stream(clause)
                        .filter(l -> !facts.contains(Literal.not(l)))
                        .distinct()
                        .toArray();
                if (open.length == 0) return true;
                if (open.length == 1) more |= facts.add(open[0]);
            }
        }
        return false;
    }

    /** Absent if every step was right. */
    public String mistake() {
        return wrong;
    }

    public boolean refutes() {
        return refuted && wrong == null;
    }
}
