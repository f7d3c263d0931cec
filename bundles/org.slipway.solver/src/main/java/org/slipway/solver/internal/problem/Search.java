package org.slipway.solver.internal.problem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.slipway.model.Requirements;
import org.slipway.model.Role;
import org.slipway.solver.internal.candidates.Universe;
import org.slipway.solver.internal.problem.Assignment.Filled;
import org.slipway.solver.internal.sat.Budget;
import org.slipway.solver.internal.sat.Proof;
import org.slipway.solver.internal.sat.SatEngine;

/** Finds the first solution in depth-first order of preference. */
public final class Search {

    private final Universe universe;
    private final Budget budget;

    public Search(Universe universe, Budget budget) {
        this.universe = universe;
        this.budget = budget;
    }

    /** @throws org.slipway.solver.internal.sat.LimitReached if that takes more than the budget */
    public Optional<Assignment> run(Requirements requirements, Match match) {
        Proof proof = Proof.whereAsserted();
        SatEngine sat = new SatEngine(budget, proof);
        Problem problem = new Problem(universe, sat, match);
        Choice root = problem.build(requirements.root(), requirements.command());
        if (sat.solve(new DepthFirst(root))) return Optional.of(assignment(problem));
        assert proof.isConfirmed() : "There may be a solution";
        return Optional.empty();
    }

    private static Assignment assignment(Problem problem) {
        Map<Role, List<String>> commands = new HashMap<>();
        problem.commands().forEach((command, choice) -> choice.selected()
                .ifPresent(option -> commands.computeIfAbsent(command.role(), r -> new ArrayList<>())
                        .add(command.name())));
        SortedMap<Role, Filled> roles = new TreeMap<>();
        for (Choice choice : problem.roles()) {
            List<String> used = commands.getOrDefault(choice.role(), List.of()).stream()
                    .sorted()
                    .toList();
            choice.selected().ifPresent(option -> roles.put(choice.role(), new Filled(option.candidate, used)));
        }
        return new Assignment(roles);
    }
}
