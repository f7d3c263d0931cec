package org.slipway.api.driver;

import java.util.Optional;

import org.slipway.api.settings.NetworkUse;
import org.slipway.model.Requirements;

/**
 * What is asked of the driver.
 *
 * @param networkUse for this run; absent for the user's setting
 * @param solver the name of the one that chooses ({@link org.slipway.api.solver.Solver#NAME}); absent for the highest ranking
 * @param pins whether those of the user count, for the interface that is asked for; those of its dependencies always do
 */
public record DriverRequest(
        Requirements requirements,
        Refresh refresh,
        Optional<NetworkUse> networkUse,
        Goal goal,
        Optional<String> solver,
        Pins pins) {

    public DriverRequest(Requirements requirements, Refresh refresh, Optional<NetworkUse> networkUse, Goal goal) {
        this(requirements, refresh, networkUse, goal, Optional.empty(), Pins.OBEYED);
    }

    /** Where pins count, as ever. */
    public DriverRequest(
            Requirements requirements,
            Refresh refresh,
            Optional<NetworkUse> networkUse,
            Goal goal,
            Optional<String> solver) {
        this(requirements, refresh, networkUse, goal, solver, Pins.OBEYED);
    }

    public DriverRequest withSolver(String name) {
        return new DriverRequest(requirements, refresh, networkUse, goal, Optional.of(name), pins);
    }

    /** To choose as if the user kept to nothing, without taking anything back. */
    public DriverRequest withoutPins() {
        return new DriverRequest(requirements, refresh, networkUse, goal, solver, Pins.PASSED_OVER);
    }

    public enum Refresh {
        /** Use what is cached; fetch only what is missing. */
        AS_NEEDED,
        /** Fetch every feed again. */
        ALL,
        /** Ask nobody: what is cached decides. */
        NONE
    }

    /** What the user keeps to: implementations that are rated {@code preferred} in the preferences of their feed. */
    public enum Pins {
        OBEYED,
        PASSED_OVER
    }

    /** What the selections are for, which decides when cached feeds are good enough to ask nobody. */
    public enum Goal {
        /** To look at: a choice is enough. */
        SELECT,
        /** To run: the chosen implementations must be here too, else feeds are refreshed before they are downloaded. */
        RUN,
        /** To download: as to run, and no feed may be stale. */
        DOWNLOAD
    }
}
