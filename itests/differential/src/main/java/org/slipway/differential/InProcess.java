package org.slipway.differential;

import static org.slipway.simulation.Wiring.late;
import static org.slipway.simulation.Wiring.set;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedFetcher;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.FeedUpdate;
import org.slipway.api.feed.Import;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;
import org.slipway.api.solver.Solver;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.apps.internal.SharedApps;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.async.internal.ThreadLoop;
import org.slipway.cli.internal.Console;
import org.slipway.cli.internal.DryRun;
import org.slipway.cli.internal.ProcessCaller;
import org.slipway.cli.internal.Services;
import org.slipway.cli.internal.Typed;
import org.slipway.driver.internal.FeedSources;
import org.slipway.driver.internal.NativePackages;
import org.slipway.driver.internal.Solvers;
import org.slipway.driver.internal.SolvingDriver;
import org.slipway.driver.internal.Surroundings;
import org.slipway.feeds.internal.SharedFeedCache;
import org.slipway.feeds.internal.SharedFeedPlaces;
import org.slipway.model.FeedUri;
import org.slipway.packages.internal.OtherApt;
import org.slipway.settings.internal.GlobalSettings;
import org.slipway.settings.internal.RenamedFiles;
import org.slipway.settings.internal.Somewhere;
import org.slipway.solver.internal.RankingRules;
import org.slipway.solver.internal.SatReasoner;
import org.slipway.solver.internal.SatSolver;
import org.slipway.store.internal.DirectoryStore;
import org.slipway.store.internal.StoreDirectories;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;

/** The real components of a {@code select}, put together in this process, with a network on which nobody answers. */
public final class InProcess implements Peer {

    private final Loop loop = new ThreadLoop();
    private final Distribution distribution;
    private final Solver solver;

    public InProcess(Distribution distribution) {
        this(distribution, new SatSolver(new RankingRules(new ManualLoop(), event -> {})));
    }

    public InProcess(Distribution distribution, Solver solver) {
        this.distribution = distribution;
        this.solver = solver;
    }

    @Override
    public Answer select(Home home, Question question) throws IOException {
        Typed typed = new Typed(services(home, Somewhere.with(Map.of("LANG", question.language()))));
        String complaint = typed.select(question.words());
        int status = complaint.isEmpty() ? 0 : 1;
        return new Answer(status, Program.selections(status, typed.output()), complaint);
    }

    /** {@code add-feed FILE}: why it was not added; empty if it was. */
    public String addFeed(Home home, Path feed) {
        return new Typed(services(home, Somewhere.with(Map.of()))).addFeed(List.of("add-feed", feed.toString()));
    }

    private Services services(Home home, Host host) {
        Surroundings surroundings = surroundings(home, host);
        ComponentServiceObjects<FeedFetcher> fetcher = late(new Nobody(loop));
        RankingRules rules = new RankingRules(loop, event -> {});
        Solvers solvers = new Solvers(loop, event -> {});
        set(solvers, "solvers", List.of(Map.entry(Map.of(), solver)));
        SolvingDriver driver =
                new SolvingDriver(loop, solvers, new SatReasoner(rules), fetcher, late(null), surroundings);
        Places places = new TestPlaces(home.base());
        SharedApps apps = new SharedApps(
                loop,
                places,
                new RenamedFiles(),
                surroundings.settings(),
                driver,
                new SharedFeedPlaces(places),
                event -> {});
        return new Services(
                loop,
                host,
                places,
                surroundings.settings(),
                surroundings.cache(),
                fetcher,
                null,
                new RenamedFiles(),
                surroundings.store(),
                null,
                driver,
                null,
                null,
                null,
                apps,
                null,
                null,
                new DryRun(null, new Console(new ProcessCaller()), places, new RenamedFiles(), host),
                null);
    }

    /** What the driver reads of a home. */
    public Surroundings surroundings(Home home, Host host) {
        Places places = new TestPlaces(home.base());
        NativePackages packages = new NativePackages(loop);
        if (distribution == Distribution.SEEN) set(packages, "managers", List.of(OtherApt.asking(home.apt())));
        return new Surroundings(
                new SharedFeedCache(places, new RenamedFiles()),
                DirectoryStore.of(new StoreDirectories(places), loop),
                new GlobalSettings(places, Map.of()),
                host,
                packages,
                new FeedSources(loop, event -> {}));
    }

    private record Nobody(Loop loop) implements FeedFetcher {
        @Override
        public Promise<FeedUpdate> fetch(FeedUri.Remote feed, Switch scope) {
            NetworkProblem refused =
                    new NetworkProblem(URI.create(feed.text()), NetworkProblem.Kind.CONNECTION_REFUSED, "");
            return loop.promises()
                    .resolved(new FeedUpdate.Problem(new FeedProblem.Unreachable(feed, refused), Optional.empty()));
        }

        @Override
        public Promise<Import> importFeed(FeedUri.Remote feed, byte[] document, Switch scope) {
            throw new UnsupportedOperationException();
        }
    }
}
