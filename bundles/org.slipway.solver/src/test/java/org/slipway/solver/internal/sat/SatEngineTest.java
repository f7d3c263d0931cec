package org.slipway.solver.internal.sat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;

import org.junit.jupiter.api.Test;

class SatEngineTest {
    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);

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

    static final Decider UNDECIDED = new Decider() {
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
            SatEngine engine = formula.engine(Budget.standard(), Proof.UNRECORDED);
            boolean solved = engine.solve(inOrder(engine, formula.variables()));
            assertThat(solved).as("seed %d", seed).isEqualTo(formula.satisfiable());
            if (solved)
                assertThat(assignment(engine, formula.variables()))
                        .as("seed %d", seed)
                        .isEqualTo(formula.firstInOrder());
        }
    }

    @Test
    void makes_everything_false_that_nobody_decides_as_far_as_the_clauses_let_it() {
        for (int seed = 0; seed < 2000 * EFFORT; seed++) {
            Formula formula = Formula.random(new Random(seed));
            SatEngine engine = formula.engine(Budget.standard(), Proof.UNRECORDED);
            boolean solved = engine.solve(UNDECIDED);
            assertThat(solved).as("seed %d", seed).isEqualTo(formula.satisfiable());
            if (solved)
                assertThat(formula.allows(assignment(engine, formula.variables())))
                        .as("seed %d", seed)
                        .isTrue();
        }
    }

    @Test
    void every_refutation_can_be_checked_by_unit_propagation() {
        int refutations = 0;
        for (int seed = 0; seed < 3000 * EFFORT; seed++) {
            Formula formula = Formula.random(new Random(seed));
            Refutation proof = new Refutation();
            SatEngine engine = formula.engine(Budget.standard(), proof);
            boolean solved = engine.solve(inOrder(engine, formula.variables()));
            assertThat(proof.isConfirmed()).as("seed %d", seed).isEqualTo(!solved);
            if (!solved) refutations++;
        }
        assertThat(refutations).isGreaterThan(300);
    }

    @Test
    void learns_enough_to_refute_the_pigeons() {
        SatEngine engine = Formula.pigeons(7).engine(Budget.standard(), Proof.UNRECORDED);
        assertThat(engine.solve(UNDECIDED)).isFalse();
    }

    @Test
    void stops_when_the_budget_is_spent() {
        SatEngine engine = Formula.pigeons(9).engine(new Budget(10_000, 1_000_000), Proof.UNRECORDED);
        assertThatThrownBy(() -> engine.solve(UNDECIDED))
                .isInstanceOf(LimitReached.class)
                .hasMessageContaining("Gave up after 10000 steps");
    }

    @Test
    void refuses_a_problem_that_is_too_large() {
        assertThatThrownBy(() -> Formula.pigeons(9).engine(new Budget(1_000_000, 100), Proof.UNRECORDED))
                .isInstanceOf(LimitReached.class)
                .hasMessageContaining("too many versions");
    }

    @Test
    void a_clause_that_cannot_be_met_is_a_refutation() {
        SatEngine engine = new SatEngine(Budget.standard(), Proof.UNRECORDED);
        engine.atLeastOne();
        assertThat(engine.solve(UNDECIDED)).isFalse();
    }
}
