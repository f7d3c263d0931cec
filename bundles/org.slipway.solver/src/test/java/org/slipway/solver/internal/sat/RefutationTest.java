package org.slipway.solver.internal.sat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** What a checker is worth: it must not believe a wrong proof, whatever it says. */
class RefutationTest {

    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);

    /** What an engine has logged, to be told again, perhaps wrongly. */
    private static final class Log implements Proof {
        final List<int[]> given = new ArrayList<>();
        final List<int[]> exclusions = new ArrayList<>();
        final List<int[]> learnt = new ArrayList<>();

        @Override
        public void given(int[] literals) {
            given.add(literals);
        }

        @Override
        public void atMostOne(int[] literals) {
            exclusions.add(literals);
        }

        @Override
        public void learnt(int[] literals) {
            learnt.add(literals);
        }

        @Override
        public boolean isConfirmed() {
            Refutation refutation = new Refutation();
            given.forEach(refutation::given);
            exclusions.forEach(refutation::atMostOne);
            learnt.forEach(refutation::learnt);
            return refutation.isConfirmed();
        }
    }

    private static Log refuted(Formula formula) {
        Log log = new Log();
        formula.engine(Budget.standard(), log).solve(SatEngineTest.UNDECIDED);
        return log;
    }

    @Test
    void nothing_that_has_a_solution_is_refuted_whatever_the_log_says() {
        int cases = 0;
        for (int seed = 0; cases < 1000 * EFFORT; seed++) {
            Random random = new Random(seed);
            Formula formula = Formula.random(random);
            if (!formula.satisfiable()) continue;
            cases++;
            Log log = new Log();
            formula.engine(Budget.standard(), log);
            for (int lies = random.nextInt(5); lies > 0; lies--)
                log.learnt.add(random.ints(1 + random.nextInt(3), 0, formula.variables() * 2)
                        .toArray());
            log.learnt.add(new int[0]);
            assertThat(log.isConfirmed()).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void a_proof_that_stops_before_the_contradiction_is_none() {
        Log log = refuted(Formula.pigeons(4));
        assertThat(log.isConfirmed()).isTrue();
        log.learnt.remove(log.learnt.size() - 1);
        assertThat(log.isConfirmed()).isFalse();
        log.exclusions.add(new int[0]);
        assertThat(log.isConfirmed()).isFalse();
    }

    @Test
    void an_engine_that_learns_too_much_is_found_out() {
        int found = 0;
        Log log = refuted(Formula.pigeons(5));
        for (int step = 0; step < log.learnt.size() - 1; step++) {
            Log defective = refuted(Formula.pigeons(5));
            int[] learnt = defective.learnt.get(step);
            defective.learnt.set(step, new int[] {learnt[learnt.length - 1]});
            if (!defective.isConfirmed()) found++;
        }
        assertThat(found).isGreaterThan(log.learnt.size() / 2);
    }

    @Test
    void an_engine_that_skips_what_it_needs_is_found_out() {
        Log log = refuted(Formula.pigeons(5));
        int most = log.learnt.size() - 1;
        log.learnt.subList(0, most).clear();
        assertThat(most).isGreaterThan(5);
        assertThat(log.isConfirmed()).isFalse();
    }
}
