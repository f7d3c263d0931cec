package org.slipway.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

class ShortExplanationTest {

    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);
    private static final int ONE_SCREEN = 25;

    @Test
    void no_solution_is_explained_on_one_screen_with_what_would_help() throws IOException {
        Peer slipway = new InProcess(Distribution.SEEN);
        int unsolvable = 0;
        int tooLong = 0;
        for (int seed = 1; unsolvable < 100 * EFFORT; seed++)
            try (Home home = Home.create()) {
                Answer answer = slipway.select(home, Universe.write(seed, 8, home));
                if (answer.selections().isPresent()) continue;
                unsolvable++;
                assertThat(answer.words())
                        .as("seed %d", seed)
                        .contains("Can't find all required implementations:", "What would help:");
                if (answer.words().lines().count() >= ONE_SCREEN) tooLong++;
            }
        assertThat(tooLong * 100).isLessThanOrEqualTo(unsolvable);
    }
}
