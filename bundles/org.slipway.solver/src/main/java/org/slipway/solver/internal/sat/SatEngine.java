package org.slipway.solver.internal.sat;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A complete search for an assignment that meets all clauses, with conflict learning. It never guesses on its own: what
 * is tried first is the decider's choice, so the first solution in the decider's order is the one that is found. There
 * are no restarts and no chance.
 */
public final class SatEngine {

    private final Trail trail = new Trail();
    private final Watchers watchers = new Watchers();
    private final Analysis analysis = new Analysis(trail);
    private final Budget budget;
    private final Proof proof;
    private boolean contradictory;

    /** All variables below it have a value, while everything is being made false. */
    private int settled;

    public SatEngine(Budget budget, Proof proof) {
        this.budget = budget;
        this.proof = proof;
    }

    /** The positive literal of a new variable. */
    public int newVariable() {
        budget.takeLiterals(1);
        int variable = trail.newVariable();
        watchers.newVariable(variable);
        return Literal.of(variable);
    }

    public void atLeastOne(int... literals) {
        proof.given(literals);
        budget.takeLiterals(literals.length);
        int[] open =
                IntStream.of(literals).distinct().filter(l -> !trail.isFalse(l)).toArray();
        if (IntStream.of(open).anyMatch(trail::isTrue) || isTautology(open)) return;
        if (open.length == 0) {
            contradictory = true;
        } else if (open.length == 1) {
            trail.set(open[0], null);
        } else {
            new Disjunction(open).attach(watchers);
        }
    }

    private static boolean isTautology(int[] distinct) {
        int[] sorted = distinct.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) if (sorted[i] == Literal.not(sorted[i - 1])) return true;
        return false;
    }

    /** {@code first} needs at least one of the others. */
    public void implies(int first, int... others) {
        int[] literals = Arrays.copyOf(others, others.length + 1);
        literals[others.length] = Literal.not(first);
        atLeastOne(literals);
    }

    /** @param literals without duplicates, preferred ones first */
    public AtMostOne atMostOne(int... literals) {
        proof.atMostOne(literals);
        budget.takeLiterals(literals.length);
        AtMostOne clause = new AtMostOne(literals.clone(), trail);
        clause.attach(watchers);
        return clause;
    }

    /**
     * Whether there is a solution; then {@link #isTrue} tells it.
     *
     * @throws LimitReached if that takes more than the budget
     */
    public boolean solve(Decider decider) {
        if (contradictory) return refuted();
        while (true) {
            Clause conflict = propagate();
            if (conflict != null) {
                if (trail.level() == 0) return refuted();
                learn(conflict);
                settled = 0;
                decider.backtracked(trail.level());
            } else if (!decide(decider)) {
                return true;
            }
        }
    }

    private boolean refuted() {
        proof.learnt(new int[0]);
        return false;
    }

    private Clause propagate() {
        while (trail.hasUnread()) {
            budget.takeSteps(1);
            Clause conflict = watchers.tell(trail.read(), this);
            if (conflict != null) return conflict;
        }
        return null;
    }

    private void learn(Clause conflict) {
        Analysis.Learnt learnt = analysis.learn(conflict);
        int[] literals = learnt.literals();
        proof.learnt(literals.clone());
        budget.takeLiterals(literals.length);
        trail.backTo(learnt.level());
        if (literals.length == 1) {
            trail.set(literals[0], null);
        } else {
            Disjunction clause = new Disjunction(literals);
            clause.attach(watchers);
            trail.set(literals[0], clause);
        }
    }

    private boolean decide(Decider decider) {
        int wanted = settled > 0 ? Decider.NOTHING : decider.next();
        if (wanted == Decider.NOTHING) {
            while (settled < trail.variables() && !trail.isUndecided(Literal.of(settled))) settled++;
            if (settled == trail.variables()) return false;
            wanted = Literal.not(Literal.of(settled++));
        }
        trail.decide(wanted);
        return true;
    }

    public boolean isTrue(int literal) {
        return trail.isTrue(literal);
    }

    Trail trail() {
        return trail;
    }

    Watchers watchers() {
        return watchers;
    }

    Budget budget() {
        return budget;
    }
}
