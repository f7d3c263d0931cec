package org.slipway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole driver in many worlds. */
class SimulationTest {

    private static final long SEEDS = 2000;
    private static final long MOST = 20_000;
    private static final long REPEATED = 60;
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
        seeds.coverage().forEach((fault, times) -> assertThat(times.mattered())
                .as("how often %s mattered", fault)
                .isPositive());
    }

    @Test
    void the_same_seed_gives_the_same_trace_in_memory_and_on_a_real_disk(@TempDir Path disk) {
        for (long seed = 0; seed < REPEATED; seed++)
            assertThat(Simulation.of(seed).trace().lines())
                    .as("seed %s", seed)
                    .isEqualTo(Simulation.onDisk(seed, disk).trace().lines());
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void the_same_seed_gives_the_same_trace_in_another_process() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        String path = System.getProperty("java.class.path");
        Process other = new ProcessBuilder(java, "-cp", path, Replay.class.getName(), "--hashes", "" + REPEATED)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> hashes = new ArrayList<>();
        for (long seed = 0; seed < REPEATED; seed++)
            hashes.add("" + Simulation.of(seed).trace().hash());
        assertThat(other.inputReader().lines()).containsExactlyElementsOf(hashes);
        assertThat(other.waitFor()).isZero();
    }
}
