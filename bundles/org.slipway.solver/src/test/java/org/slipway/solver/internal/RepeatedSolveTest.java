package org.slipway.solver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.api.solver.Solution;
import org.slipway.api.solver.Solution.Solved;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Stability;
import org.slipway.model.selections.Selection;
import org.slipway.testkit.ManualLoop;

/** Solves of one run, between which a feed arrives. */
class RepeatedSolveTest {

    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);

    private final FakeSnapshot world = new FakeSnapshot();
    private final SatSolver solver = new SatSolver(new RankingRules(new ManualLoop(), event -> {}));

    private static String uri(int number) {
        return "http://example.com/" + number + ".xml";
    }

    private static String feed(int own, String version, String content) {
        return "<implementation id='" + own + "-" + version + "' version='" + version
                + "'><archive href='http://example.com/a.tgz' size='1'/>" + content + "</implementation>";
    }

    private static String requires(int other) {
        return "<requires interface='" + uri(other) + "'/>";
    }

    private Solution solve() {
        return solver.solve(Requirements.run(new InterfaceUri(uri(0))).withCommand(Optional.empty()), world);
    }

    private List<String> ids() {
        return ((Solved) solve())
                .selections().selections().stream().map(Selection::id).toList();
    }

    @Test
    void only_what_has_changed_is_gathered_again() {
        world.with(uri(0), feed(0, "1", requires(1) + requires(2)));
        world.with(uri(1), feed(1, "1", ""));
        world.with(uri(2), feed(2, "1", ""));
        assertThat(ids()).containsExactly("0-1", "1-1", "2-1");
        world.looked.clear();
        world.with(uri(2), feed(2, "2", ""));
        assertThat(ids()).containsExactly("0-1", "1-1", "2-2");
        assertThat(world.looked).containsExactly("2-2");
        assertThat(solve().feeds()).containsExactly(FeedUri.of(uri(0)), FeedUri.of(uri(1)), FeedUri.of(uri(2)));
    }

    @Test
    void preferences_and_packages_that_have_changed_count() {
        world.with(uri(0), feed(0, "1", "") + feed(0, "2", "").replace("version=", "stability='developer' version="));
        assertThat(ids()).containsExactly("0-1");
        world.interfacePreferences.put(
                new InterfaceUri(uri(0)), new InterfacePreferences(Optional.of(Stability.DEVELOPER), List.of()));
        assertThat(ids()).containsExactly("0-2");
        world.packages.put(FeedUri.of(uri(0)), new Found(List.of(), List.of("changed")));
        world.looked.clear();
        assertThat(ids()).containsExactly("0-2");
        assertThat(world.looked).isNotEmpty();
    }

    @Test
    void the_answer_is_the_same_as_without_the_solves_before() {
        for (int seed = 0; seed < 100 * EFFORT; seed++) {
            Random random = new Random(seed);
            FakeSnapshot growing = new FakeSnapshot();
            Requirements root = Requirements.run(new InterfaceUri(uri(0))).withCommand(Optional.empty());
            for (int step = 0; step < 8; step++) {
                int own = random.nextInt(5);
                StringBuilder versions = new StringBuilder();
                for (int v = 1 + random.nextInt(3); v > 0; v--)
                    versions.append(feed(own, String.valueOf(v), requires(random.nextInt(5))));
                growing.with(uri(own), versions.toString());
                Solution again = solver.solve(root, growing);
                Map<Object, Object> notes = Map.copyOf(growing.notes);
                growing.notes.clear();
                assertThat(solver.solve(root, growing))
                        .as("seed %d", seed)
                        .usingRecursiveComparison()
                        .isEqualTo(again);
                growing.notes.clear();
                growing.notes.putAll(notes);
            }
        }
    }
}
