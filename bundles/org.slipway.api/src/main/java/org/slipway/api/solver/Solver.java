package org.slipway.api.solver;

import org.osgi.annotation.versioning.ConsumerType;
import org.slipway.model.Requirements;

/** Chooses. Service property {@link #NAME}, by which a request can ask for it; else the highest ranking chooses. */
@ConsumerType
public interface Solver {
    String NAME = "solver.name";

    /** The best solution, or the proof that there is none. Ends for any input; a limit that is reached is an explanation. */
    Solution solve(Requirements requirements, Snapshot snapshot);
}
