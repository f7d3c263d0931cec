package org.slipway.solver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slipway.api.solver.Remedy;
import org.slipway.api.solver.Solution;
import org.slipway.api.solver.Solution.Solved;
import org.slipway.api.solver.Solution.Unsolvable;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Role;
import org.slipway.model.selections.Selection;
import org.slipway.solver.internal.sat.Budget;

/** What somebody could put into feeds to make it fail. */
@Timeout(180)
class LargeInputTest {

    private static final String ARCHIVE = "<archive href='http://example.com/a.tgz' size='1'/>";

    private final FakeSnapshot world = new FakeSnapshot();

    private static String uri(int number) {
        return "http://example.com/" + number + ".xml";
    }

    private static String implementation(int version, String content) {
        return "<implementation id='" + version + "' version='" + version + "'>" + ARCHIVE + content
                + "</implementation>";
    }

    private static String requires(int number, String versions) {
        return "<requires interface='" + uri(number) + "' version='" + versions + "'/>";
    }

    private Solution solve(Budget budget) {
        Requirements requirements = Requirements.run(new InterfaceUri(uri(0))).withCommand(Optional.empty());
        return SatSolver.solve(requirements, world, List.of(), () -> budget);
    }

    private List<Selection> selections() {
        Solution solution = solve(Budget.standard());
        assertThat(solution).isInstanceOf(Solved.class);
        return ((Solved) solution).selections().selections();
    }

    @Test
    void a_chain_of_5000_interfaces() {
        int length = 5000;
        for (int i = 0; i < length; i++)
            world.with(uri(i), implementation(1, i + 1 < length ? requires(i + 1, "1..") : ""));
        assertThat(selections()).hasSize(length);
    }

    @Test
    void a_ring_of_interfaces() {
        for (int i = 0; i < 50; i++) world.with(uri(i), implementation(1, requires((i + 1) % 50, "1..")));
        assertThat(selections()).hasSize(50);
    }

    @Test
    void a_program_that_is_its_own_runner() {
        String runner = "<command name='run' path='x'><runner interface='" + uri(0) + "'/></command>";
        world.with(uri(0), implementation(1, runner));
        Solution solution =
                SatSolver.solve(Requirements.run(new InterfaceUri(uri(0))), world, List.of(), Budget::standard);
        assertThat(solution).isInstanceOf(Solved.class);
    }

    @Test
    void a_ring_of_runners() {
        for (int i = 0; i < 50; i++)
            world.with(
                    uri(i),
                    implementation(
                            1,
                            "<command name='run' path='x'><runner interface='" + uri((i + 1) % 50) + "'/></command>"));
        Solution solution =
                SatSolver.solve(Requirements.run(new InterfaceUri(uri(0))), world, List.of(), Budget::standard);
        assertThat(((Solved) solution).selections().selections()).hasSize(50);
    }

    @Test
    void a_hundred_feeds_each_of_which_imports_all() {
        StringBuilder imports = new StringBuilder();
        for (int i = 0; i < 100; i++) imports.append("<feed src='" + uri(i) + "'/>");
        for (int i = 0; i < 100; i++)
            world.with(uri(i), imports + implementation(i + 1, requires((i + 1) / 2, "..!101")));
        assertThat(selections()).extracting(Selection::id).containsExactly("100", "100");
    }

    @Test
    void groups_as_deep_as_a_document_may_be() {
        int depth = 250;
        world.with(
                uri(0),
                ("<group>" + requires(1, "..!9")).repeat(depth) + implementation(1, "") + "</group>".repeat(depth));
        world.with(uri(1), implementation(9, "") + implementation(8, ""));
        assertThat(selections()).extracting(Selection::id).containsExactly("1", "8");
    }

    @Test
    void ten_thousand_versions_that_want_the_same() {
        StringBuilder versions = new StringBuilder();
        for (int i = 1; i <= 10_000; i++) versions.append(implementation(i, requires(1, "..!5000")));
        world.with(uri(0), versions.toString());
        StringBuilder libraries = new StringBuilder();
        for (int i = 1; i <= 10_000; i++) libraries.append(implementation(i, ""));
        world.with(uri(1), libraries.toString());
        assertThat(selections()).extracting(Selection::id).containsExactly("10000", "4999");
    }

    @Test
    void a_thousand_versions_each_of_which_wants_another_one() {
        StringBuilder versions = new StringBuilder();
        for (int i = 1; i <= 1000; i++) versions.append(implementation(i, requires(1, "..!" + (1001 - i))));
        world.with(uri(0), versions.toString());
        StringBuilder libraries = new StringBuilder();
        for (int i = 500; i <= 1500; i++) libraries.append(implementation(i, ""));
        world.with(uri(1), libraries.toString());
        assertThat(selections()).extracting(Selection::id).containsExactly("500", "500");
    }

    @Test
    void ten_thousand_versions_each_of_which_wants_another_one_of_ten_thousand() {
        StringBuilder versions = new StringBuilder();
        StringBuilder libraries = new StringBuilder();
        for (int i = 1; i <= 10_000; i++) {
            versions.append(implementation(i, requires(1, "..!" + i)));
            libraries.append(implementation(i, ""));
        }
        world.with(uri(0), versions.toString());
        world.with(uri(1), libraries.toString());
        assertThat(problem(solve(Budget.standard()))).contains("too many versions");
    }

    private static String problem(Solution solution) {
        assertThat(solution).isInstanceOf(Unsolvable.class);
        return ((Unsolvable) solution)
                .explanation()
                .components()
                .get(0)
                .problems()
                .get(0)
                .text();
    }

    @Test
    void two_thousand_interfaces_with_ten_versions_each() {
        int count = 2000;
        for (int i = 0; i < count; i++) {
            StringBuilder versions = new StringBuilder();
            for (int v = 1; v <= 10; v++) {
                String first = i * 2 + 1 < count ? requires(i * 2 + 1, "..!" + (v + 1)) : "";
                String second = i * 2 + 2 < count ? requires(i * 2 + 2, "..!" + v + " | 1") : "";
                versions.append(implementation(v, first + second));
            }
            world.with(uri(i), versions.toString());
        }
        assertThat(selections()).hasSize(count);
    }

    @Test
    void two_thousand_interfaces_of_which_one_cannot_be_had_are_explained() {
        int count = 2000;
        for (int i = 0; i < count; i++) {
            StringBuilder versions = new StringBuilder();
            String first = i * 2 + 1 < count ? requires(i * 2 + 1, "1..") : "";
            String second = i * 2 + 2 < count ? requires(i * 2 + 2, "1..") : "";
            for (int v = 1; v <= 10; v++) versions.append(implementation(v, first + second));
            world.with(uri(i), versions.toString());
        }
        world.with(uri(1234), implementation(1, "").replace("<implementation", "<implementation arch='Windows-*'"));
        Unsolvable unsolvable = (Unsolvable) solve(Budget.standard());
        assertThat(unsolvable.explanation().remedies())
                .contains(List.of(new Remedy.Supplied(Role.binary(new InterfaceUri(uri(1234))))));
    }

    @Test
    void versions_that_exclude_each_other_in_every_combination() {
        int count = 25;
        for (int i = 0; i < count; i++) {
            StringBuilder versions = new StringBuilder();
            for (int v = 1; v < count; v++) {
                StringBuilder needs = new StringBuilder();
                for (int j = i + 1; j < count; j++) needs.append(requires(j, "!" + v));
                versions.append(implementation(v, needs.toString()));
            }
            world.with(uri(i), versions.toString());
        }
        assertThat(problem(solve(new Budget(50_000_000, 10_000_000)))).contains("Gave up after");
    }

    @Test
    void the_same_input_gives_the_same_document_every_time() {
        for (int i = 0; i < 20; i++)
            world.with(uri(i), implementation(1, requires((i * 7 + 1) % 20, "1..") + requires((i * 3 + 2) % 20, "..")));
        Object first = ((Solved) solve(Budget.standard())).selections().document();
        for (int i = 0; i < 20; i++)
            assertThat(((Solved) solve(Budget.standard())).selections().document())
                    .isEqualTo(first);
    }
}
