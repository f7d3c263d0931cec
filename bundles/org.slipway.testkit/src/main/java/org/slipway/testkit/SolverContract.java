package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.slipway.api.feed.FeedPreferences;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.api.packages.PackageManager;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Snapshot;
import org.slipway.api.solver.Solution;
import org.slipway.api.solver.Solver;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Stability;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.Implementation;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

/** What every solver does, however it chooses. */
public abstract class SolverContract {
    private static final String APP = "https://example.com/app.xml";
    private static final String DIGEST = "A".repeat(52);
    private static final Requirements WANTED = Requirements.run(new InterfaceUri(APP));

    protected abstract Solver solver() throws Exception;

    /** A Linux machine that has all implementations already. */
    private static final class World implements Snapshot {
        private final Map<FeedUri, Feed> feeds = new HashMap<>();

        World with(String uri, String content) throws Exception {
            String document = "<interface xmlns='" + Element.ZERO_INSTALL + "' uri='" + uri + "'><name>x</name>"
                    + "<summary>x</summary>" + content + "</interface>";
            FeedUri feed = FeedUri.of(uri);
            feeds.put(feed, FeedReader.read(feed, Xml.read(document.getBytes(StandardCharsets.UTF_8))));
            return this;
        }

        @Override
        public Lookup feed(FeedUri uri) {
            return new Lookup(Optional.ofNullable(feeds.get(uri)), Optional.empty());
        }

        @Override
        public FeedPreferences preferences(FeedUri feed) {
            return FeedPreferences.NONE;
        }

        @Override
        public InterfacePreferences preferences(InterfaceUri interfaceUri) {
            return InterfacePreferences.NONE;
        }

        @Override
        public PackageManager.Found nativePackages(Feed feed) {
            return PackageManager.Found.NONE;
        }

        @Override
        public Availability availability(Implementation implementation) {
            return Availability.AVAILABLE;
        }

        @Override
        public NetworkUse networkUse() {
            return NetworkUse.FULL;
        }

        @Override
        public Stability stabilityPolicy() {
            return Stability.STABLE;
        }

        @Override
        public Host.Platform platform() {
            return new Host.Platform("Linux", "x86_64");
        }

        @Override
        public List<String> languages() {
            return List.of("en_GB");
        }
    }

    private static String version(int version) {
        return "<implementation id='" + version + "' version='" + version
                + "' stability='stable'><manifest-digest sha256new='" + DIGEST
                + "'/><archive href='https://example.com/a.zip' size='1'/><command name='run'"
                + " path='app'/></implementation>";
    }

    private Solution solve(World world) throws Exception {
        return solver().solve(WANTED, world);
    }

    @Test
    void one_of_what_there_is_is_chosen_with_the_wanted_command() throws Exception {
        Solution solution = solve(new World().with(APP, version(1) + version(2)));

        assertThat(solution).isInstanceOfSatisfying(Solution.Solved.class, solved -> {
            assertThat(solved.selections().root().interfaceUri().text()).isEqualTo(APP);
            assertThat(solved.selections().selections()).singleElement().satisfies(chosen -> assertThat(chosen.id())
                    .isIn("1", "2"));
        });
    }

    @Test
    void every_feed_that_was_looked_at_is_told_also_the_missing_ones() throws Exception {
        assertThat(solve(new World()).feeds()).contains(FeedUri.of(APP));
        assertThat(solve(new World().with(APP, version(1))).feeds()).contains(FeedUri.of(APP));
    }

    @Test
    void without_a_candidate_there_is_an_explanation_and_no_failure() throws Exception {
        for (World world : List.of(new World(), new World().with(APP, "")))
            assertThat(solve(world)).isInstanceOfSatisfying(Solution.Unsolvable.class, unsolvable -> assertThat(
                            unsolvable.explanation().components())
                    .isNotEmpty());
    }

    @Test
    void the_same_world_has_the_same_solution() throws Exception {
        World world = new World().with(APP, version(3) + version(1) + version(2));

        assertThat(ids(solve(world))).isEqualTo(ids(solve(world)));
    }

    private static List<String> ids(Solution solution) {
        return solution.fold(
                solved -> solved.selections().selections().stream()
                        .map(it -> it.id())
                        .toList(),
                unsolvable -> List.of());
    }
}
