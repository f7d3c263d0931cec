package org.slipway.driver.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.FeedFetcher;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.FeedUpdate;
import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Solution;
import org.slipway.api.solver.Solver;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;

/**
 * One run from requirements to selections: solve; fetch every feed that the solve looked at and that was not asked for yet;
 * whenever one arrives, solve again; end when nothing is in flight.
 */
final class SelectRun {

    private final Loop loop;
    private final Solver solver;
    private final Late<FeedFetcher> fetcher;
    private final Surroundings surroundings;
    private final DriverRequest request;
    private final NetworkUse networkUse;
    private final Switch scope;
    private final World world;
    private final Deferred<Result> result;

    private final Set<FeedUri> asked = new HashSet<>();
    private final Set<FeedUri> askedDistribution = new HashSet<>();
    private final List<FeedProblem> problems = new ArrayList<>();
    /** What has come since the solve in flight began, to be told to the world when it has ended. */
    private final List<Runnable> arrived = new ArrayList<>();

    private int inFlight;
    private boolean solving;
    private boolean refreshing;

    SelectRun(
            Loop loop,
            Solver solver,
            Late<FeedFetcher> fetcher,
            Surroundings surroundings,
            DriverRequest request,
            Switch scope) {
        this.loop = loop;
        this.solver = solver;
        this.fetcher = fetcher;
        this.surroundings = surroundings;
        this.request = request;
        this.world = new World(surroundings, request);
        this.networkUse = world.networkUse();
        this.scope = scope;
        this.result = loop.promises().deferred();
        this.refreshing = request.refresh() == Refresh.ALL;
    }

    Promise<Result> start() {
        scope.onOff(() -> end(new Result.Aborted()));
        if (refreshing) solve();
        else solveWithWhatIsCached();
        return result.getPromise();
    }

    /** Asks nobody if the cache is good enough. */
    private void solveWithWhatIsCached() {
        solving = true;
        loop.offLoop(() -> {
                    Solution solution = solver.solve(request.requirements(), world);
                    return new FirstLook(solution, goodEnough(solution));
                })
                .onSuccess(look -> {
                    solving = false;
                    if (look.result.isPresent()) {
                        end(look.result.get());
                    } else if (request.refresh() == Refresh.NONE) {
                        conclude(look.solution);
                    } else {
                        refreshing = true;
                        solved(look.solution);
                    }
                })
                .onFailure(this::fail);
    }

    private record FirstLook(Solution solution, Optional<Result> result) {}

    private Optional<Result> goodEnough(Solution solution) throws IOException {
        if (!(solution instanceof Solution.Solved solved)) return Optional.empty();
        if (request.goal() != Goal.SELECT
                && !new Inventory(surroundings).missing(solved.selections()).nothing()) return Optional.empty();
        List<FeedUri.Remote> stale = stale(solved);
        if (request.goal() == Goal.DOWNLOAD && !stale.isEmpty() && networkUse != NetworkUse.OFF_LINE)
            return Optional.empty();
        return Optional.of(ready(solved, stale));
    }

    private Result.Ready ready(Solution.Solved solved, List<FeedUri.Remote> stale) {
        List<FeedProblem> all = new ArrayList<>(problems);
        all.addAll(world.unusable(solved.feeds()));
        return new Result.Ready(solved.selections(), List.copyOf(all), stale, solved.feeds());
    }

    private List<FeedUri.Remote> stale(Solution solution) throws IOException {
        return new Freshness(surroundings.cache(), surroundings.settings().freshness(), loop.clock())
                .stale(solution.feeds());
    }

    private void solve() {
        solving = true;
        loop.offLoop(() -> solver.solve(request.requirements(), world))
                .onSuccess(solution -> {
                    solving = false;
                    solved(solution);
                })
                .onFailure(this::fail);
    }

    private void solved(Solution solution) {
        if (result.getPromise().isDone()) return;
        if (solution instanceof Solution.Unsolvable) refreshing = true;
        if (refreshing) {
            if (networkUse != NetworkUse.OFF_LINE) fetchNewlyWanted(solution.feeds());
            askDistribution(solution.feeds());
        }
        if (!arrived.isEmpty()) solveWithWhatArrived();
        else if (inFlight == 0) conclude(solution);
    }

    private void fetchNewlyWanted(Set<FeedUri> feeds) {
        for (FeedUri feed : feeds) {
            if (feed instanceof FeedUri.Remote remote && asked.add(remote))
                await(fetcher.get().fetch(remote, scope), remote);
        }
    }

    private void await(Promise<FeedUpdate> update, FeedUri.Remote feed) {
        inFlight++;
        update.onSuccess(u -> arrive(() -> take(u, feed))).onFailure(this::fail);
    }

    private void take(FeedUpdate update, FeedUri.Remote feed) {
        update.fold(
                updated -> {
                    world.replace(updated.feed());
                    askedDistribution.remove(feed);
                    updated.later().ifPresent(later -> await(later, feed));
                    return Done.DONE;
                },
                unchanged -> {
                    world.lookAgain(feed);
                    return Done.DONE;
                },
                problem -> {
                    world.lookAgain(feed);
                    problems.add(problem.reason());
                    problem.later().ifPresent(later -> await(later, feed));
                    return Done.DONE;
                },
                aborted -> Done.DONE);
    }

    /** What could be installed is asked for once, and only when the network is asked too: it takes its time. */
    private void askDistribution(Set<FeedUri> feeds) {
        for (FeedUri uri : feeds) {
            if (uri instanceof FeedUri.Distribution) continue;
            Optional<Feed> feed = world.feed(uri).feed();
            if (feed.isEmpty() || feed.get().nativePackages().isEmpty() || !askedDistribution.add(uri)) continue;
            inFlight++;
            loop.offLoop(() -> surroundings.packages().find(feed.get(), Depth.INSTALLABLE))
                    .onSuccess(found -> arrive(() -> world.replacePackages(uri, found)))
                    .onFailure(this::fail);
        }
    }

    private void arrive(Runnable news) {
        inFlight--;
        arrived.add(news);
        if (!solving) solveWithWhatArrived();
    }

    private void solveWithWhatArrived() {
        if (result.getPromise().isDone()) return;
        List<Runnable> news = List.copyOf(arrived);
        arrived.clear();
        news.forEach(Runnable::run);
        solve();
    }

    private void conclude(Solution solution) {
        solution.fold(
                solved -> {
                    loop.<Result>offLoop(() -> ready(solved, stale(solved)))
                            .onSuccess(this::end)
                            .onFailure(this::fail);
                    return Done.DONE;
                },
                unsolvable -> {
                    end(new Result.Unsolvable(unsolvable.explanation(), List.copyOf(problems)));
                    return Done.DONE;
                });
    }

    /** While the switch goes off, what was in flight ends first, and must not look like the end of the run. */
    private void end(Result ended) {
        if (!result.getPromise().isDone()) result.resolve(scope.isOff() ? new Result.Aborted() : ended);
    }

    private void fail(Throwable defect) {
        if (!result.getPromise().isDone()) result.fail(defect);
    }
}
