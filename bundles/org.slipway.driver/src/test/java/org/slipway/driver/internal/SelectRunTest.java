package org.slipway.driver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.FeedUpdate;
import org.slipway.api.feed.Import;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Explanation;
import org.slipway.api.solver.Snapshot;
import org.slipway.api.solver.Solution;
import org.slipway.api.solver.Solver;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selections;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestSettings;

/** The policy of the run; the solver is scripted, as only the feeds that it looks at matter here. */
class SelectRunTest {
    private static final String A = "http://example.com/a.xml";
    private static final String B = "http://example.com/b.xml";
    private static final String C = "http://example.com/c.xml";
    private static final String ONE_LOCAL = "<selection interface='" + A + "' id='/' local-path='/' version='1'/>";
    private static final String ONE_MISSING =
            "<selection interface='" + A + "' id='sha1=x' version='1'><manifest-digest sha1='"
                    + "0123456789012345678901234567890123456789" + "'/></selection>";

    private final ManualLoop loop = new ManualLoop();
    private final Fakes.Cache cache = new Fakes.Cache();
    private final Fakes.Fetcher fetcher = new Fakes.Fetcher(loop);
    private final TestSettings settings = new TestSettings();
    private final Switch scope = loop.scope();
    private final Deque<Function<Snapshot, Solution>> solves = new ArrayDeque<>();
    private final List<Set<String>> seen = new ArrayList<>();

    @BeforeEach
    void nothing_is_stale() {
        for (String feed : List.of(A, B, C))
            cache.checked(new FeedUri.Remote(feed), loop.clock().instant());
    }

    /** What the solver answers next; it looks at these feeds. */
    private void solves(Optional<Selections> selections, String... feeds) {
        solves.add(world -> {
            Set<FeedUri> looked = new HashSet<>();
            Set<String> there = new HashSet<>();
            for (String feed : feeds) {
                looked.add(FeedUri.of(feed));
                if (world.feed(FeedUri.of(feed)).feed().isPresent()) there.add(feed);
            }
            seen.add(there);
            return selections
                    .<Solution>map(s -> new Solution.Solved(s, looked))
                    .orElseGet(() -> new Solution.Unsolvable(new Explanation(List.of()), looked));
        });
    }

    private static Optional<Selections> found(String selections) {
        return Optional.of(Texts.selections(selections));
    }

    private Promise<Result> select(Refresh refresh, Goal goal) {
        Solver solver = (requirements, world) -> {
            assertThat(solves).as("an unexpected solve").isNotEmpty();
            return solves.remove().apply(world);
        };
        Surroundings surroundings = new Surroundings(
                cache,
                new Fakes.Stored(),
                settings,
                new TestHost(Map.of()),
                new NativePackages(loop),
                new FeedSources(loop, event -> {}));
        DriverRequest request =
                new DriverRequest(Requirements.run(new InterfaceUri(A)), refresh, Optional.empty(), goal);
        Promise<Result> result =
                new SelectRun(loop, solver, new Late<>(() -> fetcher), surroundings, request, scope).start();
        loop.run();
        return result;
    }

    private Promise<Result> select() {
        return select(Refresh.AS_NEEDED, Goal.SELECT);
    }

    @Test
    void asks_nobody_when_the_cache_is_good_enough() {
        solves(found(ONE_LOCAL), A, B);
        assertThat(loop.value(select())).isInstanceOf(Result.Ready.class);
        assertThat(fetcher.asked).isEmpty();
    }

    @Test
    void tells_all_feeds_that_the_choice_was_made_from() {
        solves(found(ONE_LOCAL), A, B);
        assertThat(loop.value(select())).isInstanceOfSatisfying(Result.Ready.class, ready -> assertThat(ready.feeds())
                .containsExactlyInAnyOrder(FeedUri.of(A), FeedUri.of(B)));
    }

    @Test
    void asks_nobody_where_nobody_is_to_be_asked_though_something_is_missing() {
        solves(found(ONE_MISSING), A);
        assertThat(loop.value(select(Refresh.NONE, Goal.RUN))).isInstanceOf(Result.Ready.class);
        solves(Optional.empty(), A, B);
        assertThat(loop.value(select(Refresh.NONE, Goal.RUN))).isInstanceOf(Result.Unsolvable.class);
        assertThat(fetcher.asked).isEmpty();
    }

    @Test
    void fetches_all_feeds_that_the_solve_looked_at_side_by_side() {
        solves(Optional.empty(), A, B);
        Promise<Result> result = select();
        assertThat(fetcher.waiting.keySet()).containsExactlyInAnyOrder(A, B);
        assertThat(result.isDone()).isFalse();
    }

    @Test
    void solves_again_when_a_feed_arrives_and_fetches_what_is_newly_wanted() {
        solves(Optional.empty(), A);
        Promise<Result> result = select();

        solves(Optional.empty(), A, B);
        fetcher.brings(Texts.feed(A, ""));
        loop.run();
        assertThat(fetcher.waiting.keySet()).containsExactly(B);

        solves(found(ONE_LOCAL), A, B);
        fetcher.brings(Texts.feed(B, ""));
        assertThat(loop.value(result)).isInstanceOf(Result.Ready.class);
        assertThat(seen).containsExactly(Set.of(), Set.of(A), Set.of(A, B));
    }

    @Test
    void asks_for_a_feed_only_once() {
        solves(Optional.empty(), A, B);
        Promise<Result> result = select();
        solves(Optional.empty(), A, B);
        fetcher.fails(A);
        loop.run();
        solves(Optional.empty(), A, B);
        fetcher.fails(B);
        loop.value(result);
        assertThat(fetcher.asked).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void two_feeds_that_arrive_during_one_solve_lead_to_one_more_solve() {
        solves(Optional.empty(), A, B, C);
        Promise<Result> result = select();
        solves.add(world -> {
            fetcher.brings(Texts.feed(B, ""));
            fetcher.brings(Texts.feed(C, ""));
            return new Solution.Unsolvable(new Explanation(List.of()), Set.of(FeedUri.of(A)));
        });
        solves(found(ONE_LOCAL), A, B, C);
        fetcher.brings(Texts.feed(A, ""));
        assertThat(loop.value(result)).isInstanceOf(Result.Ready.class);
        assertThat(seen.get(seen.size() - 1)).containsExactlyInAnyOrder(A, B, C);
        assertThat(solves).isEmpty();
    }

    @Test
    void goes_on_with_the_mirrors_answer_and_waits_for_the_primary() {
        solves(Optional.empty(), A);
        Promise<Result> result = select();
        Deferred<FeedUpdate> primary = loop.promises().deferred();
        solves(found(ONE_LOCAL), A);
        fetcher.answers(A, new FeedUpdate.Updated(Texts.feed(A, ""), Optional.of(primary.getPromise())));
        loop.run();
        assertThat(result.isDone()).isFalse();

        solves(found(ONE_LOCAL), A);
        primary.resolve(new FeedUpdate.Updated(Texts.feed(A, ""), Optional.empty()));
        assertThat(loop.value(result)).isInstanceOf(Result.Ready.class);
        assertThat(fetcher.asked).containsExactly(A);
    }

    @Test
    void a_problem_is_reported_and_what_may_come_later_awaited() {
        solves(Optional.empty(), A);
        Promise<Result> result = select();
        Deferred<FeedUpdate> mirror = loop.promises().deferred();
        solves(Optional.empty(), A);
        fetcher.answers(A, new FeedUpdate.Problem(Fakes.problem(A), Optional.of(mirror.getPromise())));
        loop.run();
        assertThat(result.isDone()).isFalse();

        solves(found(ONE_LOCAL), A);
        mirror.resolve(new FeedUpdate.Updated(Texts.feed(A, ""), Optional.empty()));
        Result.Ready ready = (Result.Ready) loop.value(result);
        assertThat(ready.problems()).containsExactly(Fakes.problem(A));
    }

    @Test
    void what_another_process_has_cached_meanwhile_is_used_when_the_fetch_brings_nothing() {
        List<FeedUpdate> nothing =
                List.of(new FeedUpdate.Unchanged(), new FeedUpdate.Problem(Fakes.problem(A), Optional.empty()));
        for (FeedUpdate update : nothing) {
            cache.feeds.clear();
            solves(Optional.empty(), A);
            Promise<Result> result = select();
            cache.feeds.put(FeedUri.of(A), Texts.feed(A, ""));
            solves(found(ONE_LOCAL), A);
            fetcher.answers(A, update);
            assertThat(loop.value(result)).isInstanceOf(Result.Ready.class);
            assertThat(seen.get(seen.size() - 1)).containsExactly(A);
        }
    }

    @Test
    void a_feed_that_cannot_be_had_does_not_end_the_run() {
        solves(found(ONE_LOCAL), A, B);
        Promise<Result> result = select(Refresh.ALL, Goal.SELECT);
        solves(found(ONE_LOCAL), A, B);
        fetcher.fails(B);
        loop.run();
        solves(found(ONE_LOCAL), A, B);
        fetcher.brings(Texts.feed(A, ""));
        Result.Ready ready = (Result.Ready) loop.value(result);
        assertThat(ready.problems()).containsExactly(Fakes.problem(B));
    }

    @Test
    void a_file_that_is_no_feed_or_is_not_there_is_reported_though_there_is_a_choice_without_it() {
        cache.unusable.put(FeedUri.of("/odd.xml"), "odd");
        FeedProblem gone =
                new FeedProblem.NotImported(FeedUri.of("/gone.xml"), new Import.Malformed("it is not there"));
        FeedProblem odd = new FeedProblem.NotImported(FeedUri.of("/odd.xml"), new Import.Malformed("odd"));
        cache.feeds.put(FeedUri.of("/good.xml"), Texts.feed(A, ""));

        solves(found(ONE_LOCAL), A, "/gone.xml", "/odd.xml", "/good.xml");
        assertThat(((Result.Ready) loop.value(select())).problems()).containsExactlyInAnyOrder(gone, odd);

        solves(found(ONE_LOCAL), "/gone.xml");
        assertThat(((Result.Ready) loop.value(select(Refresh.ALL, Goal.RUN))).problems())
                .containsExactly(gone);
    }

    @Test
    void a_refresh_fetches_also_what_is_cached() {
        cache.feeds.put(FeedUri.of(A), Texts.feed(A, ""));
        solves(found(ONE_LOCAL), A);
        select(Refresh.ALL, Goal.SELECT);
        assertThat(fetcher.waiting.keySet()).containsExactly(A);
    }

    @Test
    void off_line_no_feed_is_fetched_and_the_explanation_is_given() {
        settings.networkUse = NetworkUse.OFF_LINE;
        solves(Optional.empty(), A);
        assertThat(loop.value(select())).isInstanceOf(Result.Unsolvable.class);
        assertThat(fetcher.asked).isEmpty();
    }

    @Test
    void feeds_are_refreshed_before_anything_is_downloaded_to_run() {
        solves(found(ONE_MISSING), A);
        select(Refresh.AS_NEEDED, Goal.RUN);
        assertThat(fetcher.waiting.keySet()).containsExactly(A);
    }

    @Test
    void to_select_nothing_needs_to_be_here() {
        solves(found(ONE_MISSING), A);
        assertThat(loop.value(select())).isInstanceOf(Result.Ready.class);
    }

    @Test
    void stale_feeds_are_used_to_run_and_named() {
        loop.advance(Duration.ofDays(31));
        solves(found(ONE_LOCAL), A);
        Result.Ready ready = (Result.Ready) loop.value(select(Refresh.AS_NEEDED, Goal.RUN));
        assertThat(ready.stale()).containsExactly(new FeedUri.Remote(A));
    }

    @Test
    void stale_feeds_are_refreshed_to_download() {
        loop.advance(Duration.ofDays(31));
        solves(found(ONE_LOCAL), A);
        select(Refresh.AS_NEEDED, Goal.DOWNLOAD);
        assertThat(fetcher.waiting.keySet()).containsExactly(A);
    }

    @Test
    void a_feed_is_not_stale_within_an_hour_of_a_failed_check() {
        loop.advance(Duration.ofDays(31));
        cache.attempted(new FeedUri.Remote(A), loop.clock().instant().minus(Duration.ofMinutes(59)));
        solves(found(ONE_LOCAL), A);
        Result.Ready ready = (Result.Ready) loop.value(select(Refresh.AS_NEEDED, Goal.RUN));
        assertThat(ready.stale()).isEmpty();
    }

    @Test
    void a_run_whose_fetches_end_because_it_is_stopped_has_not_failed_to_find_anything() {
        solves(Optional.empty(), A);
        Promise<Result> result = select();
        solves(Optional.empty(), A);
        scope.onOff(() -> {
            fetcher.answers(A, new FeedUpdate.Aborted());
            return loop.promises().resolved(org.slipway.async.Done.DONE).delay(1000);
        });
        scope.off();
        loop.advance(Duration.ofSeconds(1));
        assertThat(loop.value(result)).isInstanceOf(Result.Aborted.class);
    }

    @Test
    void turning_the_switch_off_ends_the_run() {
        solves(Optional.empty(), A);
        Promise<Result> result = select();
        scope.off();
        assertThat(loop.value(result)).isInstanceOf(Result.Aborted.class);
    }
}
