package org.slipway.solver.internal.sat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class SatEngineTest {
    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);

    /** Clauses over few enough variables to try all assignments. */
    private record Formula(int variables, List<int[]> disjunctions, List<int[]> atMostOnes) {

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
    }

    private static SatEngine engine(Formula formula, Proof proof) {
        SatEngine engine = new SatEngine(Budget.standard(), proof);
        for (int i = 0; i < formula.variables; i++) engine.newVariable();
        formula.disjunctions.forEach(engine::atLeastOne);
        formula.atMostOnes.forEach(engine::atMostOne);
        return engine;
    }

    private static Decider inOrder(SatEngine engine, int variables) {
        return new Decider() {
            @Override
            public int next() {
                for (int i = 0; i < variables; i++) if (engine.trail().isUndecided(Literal.of(i))) return Literal.of(i);
                return NOTHING;
            }

            @Override
            public void backtracked(int level) {}
        };
    }

    private static final Decider UNDECIDED = new Decider() {
        @Override
        public int next() {
            return NOTHING;
        }

        @Override
        public void backtracked(int level) {}
    };

    private static int assignment(SatEngine engine, int variables) {
        int assignment = 0;
        for (int i = 0; i < variables; i++) if (engine.isTrue(Literal.of(i))) assignment |= 1 << i;
        return assignment;
    }

    @Test
    void finds_the_first_solution_in_the_deciders_order_exactly_when_there_is_one() {
        for (int seed = 0; seed < 4000 * EFFORT; seed++) {
            Formula formula = Formula.random(new Random(seed));
            SatEngine engine = engine(formula, Proof.UNRECORDED);
            boolean solved = engine.solve(inOrder(engine, formula.variables));
            assertThat(solved).as("seed %d", seed).isEqualTo(formula.satisfiable());
            if (solved)
                assertThat(assignment(engine, formula.variables))
                        .as("seed %d", seed)
                        .isEqualTo(formula.firstInOrder());
        }
    }

    @Test
    void makes_everything_false_that_nobody_decides_as_far_as_the_clauses_let_it() {
        for (int seed = 0; seed < 2000 * EFFORT; seed++) {
            Formula formula = Formula.random(new Random(seed));
            SatEngine engine = engine(formula, Proof.UNRECORDED);
            boolean solved = engine.solve(UNDECIDED);
            assertThat(solved).as("seed %d", seed).isEqualTo(formula.satisfiable());
            if (solved)
                assertThat(formula.allows(assignment(engine, formula.variables)))
                        .as("seed %d", seed)
                        .isTrue();
        }
    }

    @Test
    void every_refutation_can_be_checked_by_unit_propagation() {
        int refutations = 0;
        for (int seed = 0; seed < 3000 * EFFORT; seed++) {
            Formula formula = Formula.random(new Random(seed));
            CheckedProof proof = new CheckedProof();
            SatEngine engine = engine(formula, proof);
            boolean solved = engine.solve(inOrder(engine, formula.variables));
            assertThat(proof.mistake()).as("seed %d", seed).isNull();
            assertThat(proof.refutes()).as("seed %d", seed).isEqualTo(!solved);
            if (!solved) refutations++;
        }
        assertThat(refutations).isGreaterThan(300);
    }

    @Test
    void learns_enough_to_refute_the_pigeons() {
        SatEngine engine = pigeons(7, Budget.standard());
        assertThat(engine.solve(UNDECIDED)).isFalse();
    }

    @Test
    void stops_when_the_budget_is_spent() {
        SatEngine engine = pigeons(9, new Budget(10_000, 1_000_000));
        assertThatThrownBy(() -> engine.solve(UNDECIDED))
                .isInstanceOf(LimitReached.class)
                .hasMessageContaining("Gave up after 10000 steps");
    }

    @Test
    void refuses_a_problem_that_is_too_large() {
        assertThatThrownBy(() -> pigeons(9, new Budget(1_000_000, 100)))
                .isInstanceOf(LimitReached.class)
                .hasMessageContaining("too many versions");
    }

    /** One pigeon more than there are holes. */
    private static SatEngine pigeons(int holes, Budget budget) {
        SatEngine engine = new SatEngine(budget, Proof.UNRECORDED);
        int[][] in = new int[holes + 1][holes];
        for (int[] pigeon : in) for (int hole = 0; hole < holes; hole++) pigeon[hole] = engine.newVariable();
        for (int[] pigeon : in) engine.atLeastOne(pigeon);
        for (int hole = 0; hole < holes; hole++) {
            int[] inHole = new int[holes + 1];
            for (int pigeon = 0; pigeon <= holes; pigeon++) inHole[pigeon] = in[pigeon][hole];
            engine.atMostOne(inHole);
        }
        return engine;
    }

    @Test
    void a_clause_that_cannot_be_met_is_a_refutation() {
        SatEngine engine = new SatEngine(Budget.standard(), Proof.UNRECORDED);
        engine.atLeastOne();
        assertThat(engine.solve(UNDECIDED)).isFalse();
    }
}
