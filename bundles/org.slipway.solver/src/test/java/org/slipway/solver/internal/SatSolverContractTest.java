package org.slipway.solver.internal;

import org.slipway.api.solver.Solver;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.SolverContract;

class SatSolverContractTest extends SolverContract {

    @Override
    protected Solver solver() {
        return new SatSolver(new RankingRules(new ManualLoop(), event -> {}));
    }
}
