package org.slipway.solver.internal.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.slipway.api.solver.Explanation;
import org.slipway.model.Requirements;
import org.slipway.model.Role;
import org.slipway.model.feed.Dependency;
import org.slipway.solver.internal.candidates.Candidate;
import org.slipway.solver.internal.candidates.Needs;
import org.slipway.solver.internal.candidates.Restriction;
import org.slipway.solver.internal.candidates.Universe;
import org.slipway.solver.internal.problem.Assignment;

/**
 * Explains from the closest match why there is no solution: for each role, what keeps its candidates out. The words and
 * their order are the reference's.
 */
public final class Diagnosis {

    private final Universe universe;
    private final Requirements requirements;
    private final SortedMap<Role, Part> parts = new TreeMap<>();

    public Diagnosis(Universe universe, Requirements requirements) {
        this.universe = universe;
        this.requirements = requirements;
    }

    public Explanation explain(Assignment closest) {
        closest.roles().forEach((role, filled) -> parts.put(role, new Part(role, universe.of(role), filled)));
        requireRootCommand();
        parts.forEach(
                (role, part) -> universe.scope().demanded(role.interfaceUri()).ifPresent(part::restrictByUser));
        keepOneMachineGroup();
        parts.forEach(this::examine);
        parts.forEach(this::finish);
        return new Explanation(causal().stream().map(Part::component).toList());
    }

    /** What somebody needs comes after that; what nobody needs any more comes last. */
    private Set<Part> causal() {
        Set<Part> ordered = new LinkedHashSet<>();
        Deque<Role> open = new ArrayDeque<>(List.of(requirements.root()));
        while (!open.isEmpty()) {
            Part part = parts.get(open.pop());
            if (part == null || !ordered.add(part)) continue;
            List<Dependency> needed = needed(part);
            for (int i = needed.size() - 1; i >= 0; i--) open.push(needed.get(i).role());
        }
        ordered.addAll(parts.values());
        return ordered;
    }

    private List<Dependency> needed(Part part) {
        if (part.selected().isEmpty()) return List.of();
        Candidate selected = part.selected().get();
        List<Dependency> dependencies =
                new ArrayList<>(Needs.of(selected, universe.scope()).dependencies());
        for (String name : part.commands())
            dependencies.addAll(Needs.of(selected.command(name).orElseThrow(), universe.scope())
                    .dependencies());
        return dependencies;
    }

    private void requireRootCommand() {
        Part root = parts.get(requirements.root());
        requirements.command().ifPresent(name -> root.reject(Optional.empty(), c -> lacking(name, c)));
    }

    private static Optional<String> lacking(String command, Candidate candidate) {
        return candidate.command(command).isPresent() ? Optional.empty() : Optional.of("No " + command + " command");
    }

    /** The first selection that is bound to a kind of machine rules out all others. */
    private void keepOneMachineGroup() {
        for (Map.Entry<Role, Part> entry : parts.entrySet()) {
            Optional<Candidate> example =
                    entry.getValue().selected().filter(c -> c.group().isPresent());
            if (example.isEmpty()) continue;
            String with = "with selection of " + entry.getKey() + " (" + machine(example.get()) + ")";
            for (Part part : parts.values())
                part.reject(Optional.empty(), c -> c.group()
                        .filter(g -> !g.equals(example.get().group().get()))
                        .map(g -> "Can't use " + machine(c) + " " + with));
            return;
        }
    }

    private static String machine(Candidate candidate) {
        return candidate.implementation().architecture().cpu().orElse("any");
    }

    private void examine(Role role, Part part) {
        examineReplacement(role, part);
        if (part.selected().isEmpty()) {
            part.reject(Optional.empty(), this::unmetNeed);
            return;
        }
        Candidate selected = part.selected().get();
        for (Dependency dependency : needed(part)) examine(role, selected, dependency);
    }

    private void examineReplacement(Role role, Part part) {
        Part replacement = part.replacement().map(parts::get).orElse(null);
        if (replacement == null) return;
        Role other = part.replacement().get();
        part.note("Replaced by (and therefore conflicts with) " + other);
        part.rejectAll("Conflicts with " + other);
        replacement.note("Replaces (and therefore conflicts with) " + role);
        replacement.rejectAll("Conflicts with " + role);
    }

    /** What a selected implementation demands of another role. */
    private void examine(Role user, Candidate selected, Dependency dependency) {
        Part target = parts.get(dependency.role());
        if (target == null) return;
        String who = user + " " + selected.version() + " requires ";
        List<Restriction> restrictions = Restriction.of(dependency);
        String all = restrictions.stream().map(Restriction::text).collect(Collectors.joining(", "));
        target.restrict(who + all, restrictions);
        for (String command : dependency.commands().stream().sorted().toList())
            target.reject(Optional.of(who + "'" + command + "' command"), c -> lacking(command, c));
    }

    /** What a candidate needs that the other selections do not give. */
    private Optional<String> unmetNeed(Candidate candidate) {
        return unmet(candidate, Needs.of(candidate, universe.scope()));
    }

    private Optional<String> unmet(Candidate candidate, Needs needs) {
        for (String command : needs.ownCommands()) {
            Optional<String> lacking = lacking(command, candidate);
            if (lacking.isPresent()) return lacking;
        }
        for (Dependency dependency : needs.dependencies()) {
            Optional<Candidate> other =
                    Optional.ofNullable(parts.get(dependency.role())).flatMap(Part::selected);
            Optional<String> refused = other.flatMap(o -> refusal(dependency, o));
            if (refused.isPresent()) return refused;
        }
        return Optional.empty();
    }

    private static Optional<String> refusal(Dependency dependency, Candidate other) {
        return Restriction.of(dependency).stream()
                .filter(restriction -> !restriction.allows().test(other))
                .findFirst()
                .map(restriction -> "Requires " + dependency.role() + " " + restriction.text());
    }

    private void finish(Role role, Part part) {
        if (part.selected().isPresent()) return;
        part.reject(Optional.empty(), c -> conflictWithItself(role, c, Needs.of(c, universe.scope())));
        for (String name : part.commands()) part.reject(Optional.empty(), c -> unmetNeed(role, c, name));
        part.rejectAll("Reason for rejection unknown: it does not go together with the other selections");
    }

    /** What a command of a candidate needs that is not there; the reference does not look for it. */
    private Optional<String> unmetNeed(Role role, Candidate candidate, String command) {
        Optional<Needs> needs = candidate.command(command).map(c -> Needs.of(c, universe.scope()));
        return needs.flatMap(n -> unmet(candidate, n).or(() -> conflictWithItself(role, candidate, n)));
    }

    private static Optional<String> conflictWithItself(Role role, Candidate candidate, Needs needs) {
        return needs.dependencies().stream()
                .filter(dependency -> dependency.role().equals(role))
                .flatMap(dependency -> refusal(dependency, candidate).stream())
                .findFirst();
    }
}
