package org.slipway.solver.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.solver.Explanation;
import org.slipway.api.solver.Snapshot;
import org.slipway.api.solver.Solution;
import org.slipway.api.solver.Solver;
import org.slipway.model.Requirements;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.solver.internal.candidates.Candidates;
import org.slipway.solver.internal.candidates.Concessions;
import org.slipway.solver.internal.candidates.Recollection;
import org.slipway.solver.internal.candidates.Scope;
import org.slipway.solver.internal.candidates.Universe;
import org.slipway.solver.internal.explain.Diagnosis;
import org.slipway.solver.internal.problem.Assignment;
import org.slipway.solver.internal.problem.Match;
import org.slipway.solver.internal.problem.Search;
import org.slipway.solver.internal.remedy.Advice;
import org.slipway.solver.internal.remedy.Question;
import org.slipway.solver.internal.sat.Budget;
import org.slipway.solver.internal.sat.LimitReached;

/** Solves by a complete search with conflict learning; where there is no solution, the closest match tells why. */
@Component(property = Solver.NAME + "=sat")
public final class SatSolver implements Solver {

    private final RankingRules rules;

    @Activate
    public SatSolver(@Reference RankingRules rules) {
        this.rules = rules;
    }

    @Override
    public Solution solve(Requirements requirements, Snapshot snapshot) {
        return rules.with(orders -> solve(requirements, snapshot, orders, Budget::standard));
    }

    static Solution solve(
            Requirements requirements,
            Snapshot snapshot,
            List<Comparator<Implementation>> orders,
            Supplier<Budget> budget) {
        Recollection recollection = Recollection.of(requirements, snapshot, orders);
        Universe universe = new Universe(new Scope(requirements, snapshot), snapshot, orders, recollection);
        try {
            return new Search(universe, budget.get())
                    .run(requirements, Match.EXACT)
                    .map(found -> solved(requirements, universe, found))
                    .orElseGet(() -> explained(requirements, snapshot, orders, universe, budget.get()));
        } catch (LimitReached limit) {
            return unsolvable(requirements, universe, limit.getMessage());
        }
    }

    private static Solution explained(
            Requirements requirements,
            Snapshot snapshot,
            List<Comparator<Implementation>> orders,
            Universe universe,
            Budget budget) {
        try {
            Assignment closest = new Search(universe, budget)
                    .run(requirements, Match.CLOSEST)
                    .orElseThrow();
            Explanation why = new Diagnosis(universe, requirements).explain(closest);
            Advice advice =
                    new Advice(new Question(requirements, Concessions.NONE), snapshot, orders, Budget.forAdvice());
            return new Solution.Unsolvable(
                    new Explanation(why.components(), advice.on(closest, universe)), universe.feeds());
        } catch (LimitReached limit) {
            return unsolvable(requirements, universe, "There is no solution. Why: " + limit.getMessage());
        }
    }

    private static Solution solved(Requirements requirements, Universe universe, Assignment assignment) {
        try {
            return new Solution.Solved(
                    SelectionsReader.read(new Document(universe.scope()).of(requirements, assignment)),
                    universe.feeds());
        } catch (MalformedFeed unreadable) {
            return unsolvable(requirements, universe, unreadable.getMessage());
        }
    }

    private static Solution unsolvable(Requirements requirements, Universe universe, String problem) {
        Candidates candidates = universe.of(requirements.root());
        int usable = candidates.usable().size();
        Explanation.Component root = new Explanation.Component(
                requirements.root(),
                Optional.empty(),
                candidates.replacement(),
                List.of(new Explanation.Problem.Told(problem)),
                List.of(),
                List.of(),
                usable + candidates.rejected().size(),
                usable);
        return new Solution.Unsolvable(new Explanation(List.of(root)), universe.feeds());
    }
}
