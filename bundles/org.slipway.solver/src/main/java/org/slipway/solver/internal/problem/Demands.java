package org.slipway.solver.internal.problem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.slipway.model.Importance;
import org.slipway.model.Role;
import org.slipway.model.VersionExpression;
import org.slipway.model.feed.Dependency;
import org.slipway.solver.internal.candidates.Restriction;
import org.slipway.solver.internal.problem.Choice.Option;
import org.slipway.solver.internal.sat.Literal;
import org.slipway.solver.internal.sat.SatEngine;

/**
 * What dependencies demand of other roles. Dependencies that demand the same share a variable and its clauses: a thousand
 * versions mostly want the same thing of a library.
 */
final class Demands {

    private record Demand(
            Role role,
            Importance importance,
            List<VersionExpression> versions,
            Optional<List<String>> distributions,
            List<String> commands) {}

    private final Problem problem;
    private final SatEngine sat;
    private final Map<Demand, Integer> literals = new HashMap<>();

    Demands(Problem problem, SatEngine sat) {
        this.problem = problem;
        this.sat = sat;
    }

    static List<String> commands(Dependency dependency) {
        return dependency.commands().stream().sorted().toList();
    }

    /** True only if the demand is met. */
    int literal(Dependency dependency) {
        Demand demand = new Demand(
                dependency.role(),
                dependency.importance(),
                dependency.versions(),
                dependency.distributions(),
                commands(dependency));
        Integer known = literals.get(demand);
        if (known != null) return known;
        int literal = sat.newVariable();
        literals.put(demand, literal);
        add(literal, demand, Restriction.of(dependency));
        return literal;
    }

    private void add(int literal, Demand demand, List<Restriction> restrictions) {
        Choice target = problem.role(demand.role());
        int[] passing = literals(target, restrictions, true);
        boolean essential = demand.importance() == Importance.ESSENTIAL;
        for (String name : demand.commands()) {
            int[] commands = problem.command(demand.role(), name).literals();
            if (essential) sat.implies(literal, commands);
            else addIfChosen(literal, passing, commands);
        }
        if (essential) {
            sat.implies(literal, passing);
        } else {
            int[] failing = literals(target, restrictions, false);
            if (failing.length > 0) sat.atMostOne(prepended(literal, failing));
        }
    }

    /** The commands are needed only if the role is filled, and then with one of those that pass. */
    private void addIfChosen(int literal, int[] passing, int[] commands) {
        int chosen = sat.newVariable();
        sat.atMostOne(prepended(Literal.not(chosen), passing));
        sat.implies(literal, prepended(Literal.not(chosen), commands));
    }

    private static int[] literals(Choice target, List<Restriction> restrictions, boolean passing) {
        return target.options().stream()
                .filter(option -> passes(option, restrictions) == passing)
                .mapToInt(option -> option.literal)
                .toArray();
    }

    private static boolean passes(Option option, List<Restriction> restrictions) {
        return option.candidate
                .map(candidate -> Restriction.allow(restrictions, candidate))
                .orElse(true);
    }

    private static int[] prepended(int first, int[] rest) {
        return IntStream.concat(IntStream.of(first), IntStream.of(rest)).toArray();
    }
}
