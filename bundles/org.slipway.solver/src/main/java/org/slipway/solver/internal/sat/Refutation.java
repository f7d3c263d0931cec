package org.slipway.solver.internal.sat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The proof that a search has logged, checked afterwards by reverse unit propagation. It knows nothing of the engine but
 * how literals are numbered.
 */
public final class Refutation implements Proof {

    /** One is true; or, of {@code atMost}, no two are. */
    private record Step(int[] literals, boolean atMost, boolean learnt) {}

    private final List<Step> steps = new ArrayList<>();
    private final List<int[]> facts = new ArrayList<>();
    private final Map<Integer, List<int[]>> clausesWith = new HashMap<>();
    private final Map<Integer, List<int[]>> exclusionsOf = new HashMap<>();

    @Override
    public void given(int[] literals) {
        steps.add(new Step(literals.clone(), false, false));
    }

    @Override
    public void atMostOne(int[] literals) {
        steps.add(new Step(literals.clone(), true, false));
    }

    @Override
    public void learnt(int[] literals) {
        steps.add(new Step(literals.clone(), false, true));
    }

    @Override
    public boolean isConfirmed() {
        boolean contradiction = false;
        for (Step step : steps) {
            if (step.learnt && !contradicts(step.literals)) return false;
            if (step.atMost) exclude(step.literals);
            else add(step.literals);
            contradiction = step.learnt && step.literals.length == 0;
        }
        return contradiction;
    }

    private void exclude(int[] literals) {
        for (int literal : literals)
            exclusionsOf.computeIfAbsent(literal, l -> new ArrayList<>()).add(literals);
    }

    private void add(int[] literals) {
        int[] distinct = IntStream.of(literals).distinct().toArray();
        for (int literal : distinct)
            clausesWith.computeIfAbsent(literal, l -> new ArrayList<>()).add(distinct);
        if (distinct.length < 2) facts.add(distinct);
    }

    /** Whether unit propagation finds a contradiction when all of these are false. */
    private boolean contradicts(int[] literals) {
        Propagation propagation = new Propagation();
        for (int literal : literals) propagation.assume(Literal.not(literal));
        for (int[] fact : facts) propagation.look(fact);
        return propagation.fails();
    }

    private final class Propagation {
        private final Set<Integer> known = new HashSet<>();
        private final Deque<Integer> unread = new ArrayDeque<>();
        private boolean failed;

        void assume(int literal) {
            if (known.contains(Literal.not(literal))) failed = true;
            else if (known.add(literal)) unread.add(literal);
        }

        void look(int[] clause) {
            int open = -1;
            for (int literal : clause) {
                if (known.contains(literal)) return;
                if (known.contains(Literal.not(literal))) continue;
                if (open >= 0) return;
                open = literal;
            }
            if (open < 0) failed = true;
            else assume(open);
        }

        boolean fails() {
            while (!failed && !unread.isEmpty()) {
                int fact = unread.remove();
                for (int[] group : exclusionsOf.getOrDefault(fact, List.of()))
                    for (int other : group) if (other != fact) assume(Literal.not(other));
                for (int[] clause : clausesWith.getOrDefault(Literal.not(fact), List.of())) look(clause);
            }
            return failed;
        }
    }
}
