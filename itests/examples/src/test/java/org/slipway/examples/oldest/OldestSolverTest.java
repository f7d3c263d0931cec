package org.slipway.examples.oldest;

import org.slipway.api.solver.Solver;
import org.slipway.testkit.SolverContract;

class OldestSolverTest extends SolverContract {

    @Override
    protected Solver solver() {
        return new OldestSolver();
    }
}
