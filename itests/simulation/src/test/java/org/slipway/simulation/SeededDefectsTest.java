package org.slipway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The simulation itself is tested: it must see each of the defects that are made on purpose. */
class SeededDefectsTest {

    private static final long SEEDS = 4000;
    private static final int SAMPLE = 5;
    private static final Path BUNDLES = Path.of("../../bundles");

    @TempDir
    private Path directory;

    @Test
    void there_are_at_least_twenty() throws Exception {
        assertThat(Defect.all()).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void the_sources_still_have_what_the_table_changes() throws Exception {
        for (Defect defect : Defect.all())
            assertThat(Files.readString(BUNDLES.resolve(defect.source())))
                    .as(defect.name())
                    .contains(defect.find());
    }

    @TestFactory
    Stream<DynamicTest> each_of_them_is_seen() throws Exception {
        return chosen().stream()
                .map(defect -> DynamicTest.dynamicTest(defect.name(), () -> {
                    Path classes = Files.createTempDirectory(directory, "classes");
                    String failure = defect.failure(BUNDLES, classes, SEEDS);
                    System.out.println(
                            defect.name() + ": " + failure.lines().findFirst().orElse("not seen"));
                    assertThat(failure).containsPattern(defect.caught());
                }));
    }

    /** All of them in a proof, else a few from all over the table. */
    private static List<Defect> chosen() throws Exception {
        List<Defect> all = Defect.all();
        if (Long.getLong("slipway.effort", 1) > 1) return all;
        return IntStream.range(0, SAMPLE)
                .mapToObj(i -> all.get(i * all.size() / SAMPLE))
                .toList();
    }
}
