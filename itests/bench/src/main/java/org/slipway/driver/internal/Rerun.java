package org.slipway.driver.internal;

import java.util.Optional;

import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Solution;
import org.slipway.api.solver.Solver;
import org.slipway.model.Requirements;
import org.slipway.model.feed.Feed;

/** The solves of one run of the driver, without what comes between them. */
public final class Rerun {

    private final World world;
    private final Solver solver;
    private final Requirements requirements;

    public Rerun(Surroundings surroundings, Solver solver, Requirements requirements) {
        this.world = new World(
                surroundings,
                new DriverRequest(requirements, Refresh.AS_NEEDED, Optional.of(NetworkUse.FULL), Goal.SELECT));
        this.solver = solver;
        this.requirements = requirements;
    }

    public Solution solve() {
        return solver.solve(requirements, world);
    }

    public void arrived(Feed feed) {
        world.replace(feed);
    }
}
