package org.slipway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** The whole driver in many worlds. */
class SimulationTest {

    private static final long SEEDS = 2000;
    private static final long MOST = 20_000;
    private static final int SHOWN = 5;

    @Test
    void keeps_every_promise_in_every_world() throws Exception {
        Seeds seeds = new Seeds(0, Math.min(MOST, SEEDS * Long.getLong("slipway.effort", 1)));
        List<String> failed = new ArrayList<>();
        seeds.run(outcome -> {
            failed.add("itests/simulation/replay " + outcome.seed() + "   # "
                    + outcome.violation().orElseThrow().getMessage());
            if (failed.size() >= SHOWN) seeds.stop();
        });
        System.out.println(seeds.report());
        assertThat(failed).isEmpty();
    }
}
