package org.slipway.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the README of this module says about many questions, for some. */
class SameAnswersTest {

    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);
    private static final int UNIVERSES = EFFORT == 1 ? 20 : 250 * EFFORT;
    private static final int VARIANTS = Math.min(4, EFFORT);

    private final Comparison comparison =
            new Comparison(Program.of(Program.REFERENCE, Distribution.SEEN), new InProcess(Distribution.SEEN));

    @BeforeAll
    static void needs_the_reference() {
        assumeTrue(Files.isExecutable(Path.of(Program.REFERENCE)), "skipped: needs 0install (package 0install-core)");
    }

    @Test
    void random_universes_have_the_answers_of_the_reference() throws IOException {
        for (int seed = 1; seed <= UNIVERSES; seed++)
            try (Home home = Home.create()) {
                Question question = Universe.write(seed, 3 + seed % 10, home);
                assertThat(comparison.of(home, question)).as("seed %d", seed).isEmpty();
            }
        assertThat(comparison.solvable()).isBetween(comparison.cases() / 4, comparison.cases() * 3 / 4);
    }

    @Test
    void real_feeds_have_the_answers_of_the_reference() throws IOException {
        Optional<Path> corpus = RealFeeds.corpus();
        assumeTrue(corpus.isPresent(), "skipped: needs ../shared (SLIPWAY_SHARED)");
        RealFeeds feeds = RealFeeds.read(corpus.get());
        List<String> uris = feeds.uris();
        assertThat(uris).hasSizeGreaterThan(300);
        try (Home home = feeds.home()) {
            for (int i = 0; i < uris.size(); i += EFFORT == 1 ? 61 : 1)
                for (int variant = 0; variant < VARIANTS; variant++) {
                    Question question = RealFeeds.question(uris.get(i), i / 61 % 3 + variant);
                    assertThat(comparison.of(home, question)).as("%s", question).isEmpty();
                }
        }
    }
}
