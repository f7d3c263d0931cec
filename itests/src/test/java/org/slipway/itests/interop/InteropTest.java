package org.slipway.itests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.interop.CommandLines.Line;

/** What scripts and habits expect of {@code 0install}: the same status, the same output, the same files. */
class InteropTest {
    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);

    @TempDir
    Path temp;

    private int homes;

    @BeforeEach
    void needs_the_reference() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/0install")), "skipped: needs 0install (package 0install-core)");
    }

    /** All of the list where there is time, and else the sample. */
    private static List<Line> lines(List<Line> section) {
        return EFFORT > 1 ? section : section.stream().filter(Line::sample).toList();
    }

    private Twin twin() throws Exception {
        return Twin.in(Files.createDirectory(temp.resolve("home" + homes++)));
    }

    private interface Turn {
        Ended type(Twin twin, Line line, int number) throws Exception;
    }

    private void compare(List<Line> section, Turn turn) throws Exception {
        try (Twin theirs = twin();
                Twin ours = twin()) {
            compare(section, turn, theirs, ours);
        }
    }

    private static void compare(List<Line> section, Turn turn, Twin theirs, Twin ours) throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < section.size(); i++) {
            Line line = section.get(i);
            Ended expected = theirs.reference(line.words());
            Ended actual = turn.type(ours, line, i);
            String both = line.text() + "\n0install: " + expected + "\nslipway: " + actual;
            all.assertThat(actual.status()).as(both).isEqualTo(expected.status());
            if (line.output())
                all.assertThat(Canonical.of(actual.out())).as(both).isEqualTo(Canonical.of(expected.out()));
            all.assertThat(actual.err()).as(both).doesNotContain("Exception", "\tat ");
            if (actual.status() == 1 && line.output())
                all.assertThat(actual.out() + actual.err()).as(both).isNotEmpty();
        }
        all.assertThat(ours.belongings()).isEqualTo(theirs.belongings());
        all.assertAll();
    }

    @TestFactory
    Stream<DynamicTest> the_same_command_lines_do_the_same() throws Exception {
        return CommandLines.read().sections().entrySet().stream()
                .filter(section -> !lines(section.getValue()).isEmpty())
                .map(section -> DynamicTest.dynamicTest(
                        section.getKey(),
                        () -> compare(lines(section.getValue()), (twin, line, i) -> twin.slipway(line.words()))));
    }

    /** Every other command line is the reference's. */
    @TestFactory
    Stream<DynamicTest> what_one_program_has_written_the_other_reads() throws Exception {
        return CommandLines.read().sections().entrySet().stream()
                .filter(section -> List.of("settings", "feeds of an interface").contains(section.getKey()))
                .map(section -> DynamicTest.dynamicTest(
                        section.getKey(),
                        () -> compare(
                                lines(section.getValue()),
                                (twin, line, i) ->
                                        i % 2 == 0 ? twin.slipway(line.words()) : twin.reference(line.words()))));
    }

    @Test
    void the_list_has_several_hundred_command_lines() throws Exception {
        long all = CommandLines.read().sections().values().stream()
                .mapToLong(List::size)
                .sum();
        assertThat(all).isGreaterThan(250);
    }
}
