package org.slipway.solver.internal.sat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Clauses; random ones over few enough variables to try all assignments. */
record Formula(int variables, List<int[]> disjunctions, List<int[]> atMostOnes) {

    static Formula random(Random random) {
        int variables = 3 + random.nextInt(10);
        List<int[]> disjunctions = new ArrayList<>();
        for (int i = random.nextInt(variables * 4); i >= 0; i--)
            disjunctions.add(literals(random, variables, 1 + random.nextInt(4)));
        List<int[]> atMostOnes = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--)
            atMostOnes.add(random.ints(0, variables)
                    .distinct()
                    .limit(2 + random.nextInt(variables - 1))
                    .map(Literal::of)
                    .toArray());
        return new Formula(variables, disjunctions, atMostOnes);
    }

    private static int[] literals(Random random, int variables, int count) {
        return random.ints(count, 0, variables * 2).toArray();
    }

    boolean allows(int assignment) {
        return disjunctions.stream().allMatch(clause -> count(clause, assignment) > 0)
                && atMostOnes.stream().allMatch(clause -> count(clause, assignment) <= 1);
    }

    private static long count(int[] literals, int assignment) {
        long count = 0;
        for (int literal : literals) {
            boolean set = (assignment >> Literal.variable(literal) & 1) != 0;
            if (set != Literal.isNegated(literal)) count++;
        }
        return count;
    }

    boolean satisfiable() {
        for (int assignment = 0; assignment < 1 << variables; assignment++) if (allows(assignment)) return true;
        return false;
    }

    /** Each variable in turn true if possible: what a decider that tries them in order must find. */
    int firstInOrder() {
        for (int assignment = (1 << variables) - 1; assignment >= 0; assignment--)
            if (allows(mirrored(assignment))) return mirrored(assignment);
        throw new IllegalStateException();
    }

    private int mirrored(int assignment) {
        return Integer.reverse(assignment) >>> 32 - variables;
    }

    /** One pigeon more than there are holes. */
    static Formula pigeons(int holes) {
        List<int[]> disjunctions = new ArrayList<>();
        List<int[]> atMostOnes = new ArrayList<>();
        for (int pigeon = 0; pigeon <= holes; pigeon++) disjunctions.add(every(1, pigeon * holes, holes));
        for (int hole = 0; hole < holes; hole++) atMostOnes.add(every(holes, hole, holes + 1));
        return new Formula((holes + 1) * holes, disjunctions, atMostOnes);
    }

    private static int[] every(int step, int first, int count) {
        return IntStream.range(0, count).map(i -> Literal.of(first + i * step)).toArray();
    }

    SatEngine engine(Budget budget, Proof proof) {
        SatEngine engine = new SatEngine(budget, proof);
        for (int i = 0; i < variables; i++) engine.newVariable();
        disjunctions.forEach(engine::atLeastOne);
        atMostOnes.forEach(engine::atMostOne);
        return engine;
    }
}
