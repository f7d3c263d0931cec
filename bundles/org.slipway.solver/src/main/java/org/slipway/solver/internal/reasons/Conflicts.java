package org.slipway.solver.internal.reasons;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.slipway.model.Importance;
import org.slipway.model.Role;
import org.slipway.model.feed.Dependency;
import org.slipway.solver.internal.candidates.Candidate;
import org.slipway.solver.internal.candidates.Restriction;
import org.slipway.solver.internal.candidates.Universe;

/** What of the selections does not go with a candidate that is not selected. */
final class Conflicts {

    private final Universe universe;
    private final Selected selected;

    Conflicts(Universe universe, Selected selected) {
        this.universe = universe;
        this.selected = selected;
    }

    /** For people; empty if nothing speaks against it directly. */
    Optional<String> with(Role role, Candidate candidate) {
        return lackingCommand(role, candidate)
                .or(() -> machine(role, candidate))
                .or(() -> replacement(role))
                .or(() -> demand(role, candidate))
                .or(() -> need(role, candidate));
    }

    private Optional<String> lackingCommand(Role role, Candidate candidate) {
        return selected.commands(role).stream()
                .filter(name -> candidate.command(name).isEmpty())
                .findFirst()
                .map(name -> "No " + name + " command");
    }

    private Optional<String> machine(Role role, Candidate candidate) {
        return others(role)
                .filter(other -> candidate.group().isPresent()
                        && other.getValue().group().isPresent()
                        && !candidate.group().equals(other.getValue().group()))
                .findFirst()
                .map(other -> "Can't use " + cpu(candidate) + " with selection of " + other.getKey() + " ("
                        + cpu(other.getValue()) + ")");
    }

    private static String cpu(Candidate candidate) {
        return candidate.implementation().architecture().cpu().orElse("any");
    }

    private Optional<String> replacement(Role role) {
        return others(role)
                .map(Map.Entry::getKey)
                .filter(other -> universe.of(role).replacement().equals(Optional.of(other))
                        || universe.of(other).replacement().equals(Optional.of(role)))
                .findFirst()
                .map(other -> "Conflicts with " + other);
    }

    private Stream<Map.Entry<Role, Candidate>> others(Role role) {
        return selected.candidates().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(role));
    }

    private Optional<String> demand(Role role, Candidate candidate) {
        for (Map.Entry<Role, Candidate> user : selected.candidates().entrySet())
            for (Dependency dependency : selected.needs(user.getKey(), user.getValue())) {
                if (!dependency.role().equals(role)) continue;
                Optional<String> refused = refusal(dependency, candidate);
                if (refused.isPresent())
                    return Optional.of(user.getKey() + " " + user.getValue().version() + " requires " + refused.get());
            }
        return Optional.empty();
    }

    private Optional<String> need(Role role, Candidate candidate) {
        for (Dependency dependency : selected.needs(role, candidate)) {
            Optional<Candidate> target =
                    dependency.role().equals(role) ? Optional.of(candidate) : selected.candidate(dependency.role());
            Optional<String> refused = target.flatMap(there -> refusal(dependency, there)
                    .map(limit -> "It requires " + dependency.role() + " " + limit + ", but " + there.version()
                            + " is selected"));
            if (refused.isPresent()) return refused;
            if (target.isEmpty() && dependency.importance() == Importance.ESSENTIAL && isHopeless(dependency))
                return Optional.of("It requires " + dependency.role() + ", of which nothing would do");
        }
        return Optional.empty();
    }

    private boolean isHopeless(Dependency dependency) {
        List<Restriction> restrictions = Restriction.of(dependency);
        return universe.of(dependency.role()).usable().stream().noneMatch(c -> Restriction.allow(restrictions, c));
    }

    private static Optional<String> refusal(Dependency dependency, Candidate candidate) {
        return Restriction.of(dependency).stream()
                .filter(restriction -> !restriction.allows().test(candidate))
                .map(Restriction::text)
                .findFirst();
    }
}
