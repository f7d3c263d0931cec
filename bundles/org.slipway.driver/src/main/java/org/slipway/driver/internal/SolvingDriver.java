package org.slipway.driver.internal;

import java.util.List;

import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.util.promise.Promise;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.Missing;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.FeedFetcher;
import org.slipway.api.fetch.ImplementationFetcher;
import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Reasoner;
import org.slipway.api.solver.Solver;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.selections.Selections;

/** The driver: each request is a run of its own, and all state is that run's. */
@Component
public final class SolvingDriver implements Driver {

    private final Loop loop;
    private final Solvers solvers;
    private final Reasoner reasoner;
    private final Late<FeedFetcher> feeds;
    private final Late<ImplementationFetcher> implementations;
    private final Surroundings surroundings;

    @Activate
    public SolvingDriver(
            @Reference Loop loop,
            @Reference Solvers solvers,
            @Reference Reasoner reasoner,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ComponentServiceObjects<FeedFetcher> feeds,
            @Reference(policyOption = ReferencePolicyOption.GREEDY)
                    ComponentServiceObjects<ImplementationFetcher> implementations,
            @Reference Surroundings surroundings) {
        this.loop = loop;
        this.solvers = solvers;
        this.reasoner = reasoner;
        this.feeds = new Late<>(feeds::getService);
        this.implementations = new Late<>(implementations::getService);
        this.surroundings = surroundings;
    }

    @Override
    public Promise<Result> select(DriverRequest request, Switch scope) {
        Solver solver;
        try {
            solver = solvers.named(request.solver(), scope);
        } catch (IllegalArgumentException none) {
            return loop.promises().failed(none);
        }
        return new SelectRun(loop, solver, feeds, surroundings, request, scope).start();
    }

    @Override
    public Promise<Acquisition> download(Selections selections, DriverRequest request, Switch scope) {
        return new DownloadRun(loop, feeds, implementations, surroundings, request, scope).start(selections);
    }

    @Override
    public Promise<List<Choice>> choices(Selections selections, DriverRequest request) {
        return loop.offLoop(
                () -> reasoner.choices(request.requirements(), new World(surroundings, request), selections));
    }

    @Override
    public Missing missing(Selections selections) {
        return new Inventory(surroundings).missing(selections);
    }
}
