package org.slipway.solver.internal;

import java.util.List;

import org.slipway.api.solver.Snapshot;
import org.slipway.api.solver.Solution;
import org.slipway.api.solver.Solver;
import org.slipway.model.Requirements;
import org.slipway.solver.internal.sat.Budget;
import org.slipway.solver.internal.sat.Refutation;

/** The real solver, which is not believed: where it says that there is no solution, its proof is checked. */
public final class ProvenSolver implements Solver {

    @Override
    public Solution solve(Requirements requirements, Snapshot snapshot) {
        Refutation refutation = new Refutation();
        Solution solution = SatSolver.solve(requirements, snapshot, List.of(), Budget::standard, refutation);
        if (solution instanceof Solution.Unsolvable && !refutation.isConfirmed())
            throw new IllegalStateException("No proof that there is no solution: " + requirements);
        return solution;
    }
}
