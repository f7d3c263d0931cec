package org.slipway.solver.internal.reasons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.slipway.model.Role;
import org.slipway.model.feed.Dependency;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;
import org.slipway.solver.internal.candidates.Candidate;
import org.slipway.solver.internal.candidates.Needs;
import org.slipway.solver.internal.candidates.Universe;

/** Selections as candidates of the universe that they were chosen from. What is no longer known there has none. */
final class Selected {

    private final Universe universe;
    private final Map<Role, Selection> selections = new TreeMap<>();
    private final Map<Role, Candidate> candidates = new TreeMap<>();

    Selected(Universe universe, Selections document) {
        this.universe = universe;
        for (Selection selection : document.selections()) {
            selections.put(selection.role(), selection);
            universe.of(selection.role()).usable().stream()
                    .filter(candidate -> isOf(candidate, selection))
                    .findFirst()
                    .ifPresent(candidate -> candidates.put(selection.role(), candidate));
        }
    }

    private static boolean isOf(Candidate candidate, Selection selection) {
        return candidate.id().equals(selection.id())
                && candidate.implementation().feed().equals(selection.feed());
    }

    Map<Role, Candidate> candidates() {
        return candidates;
    }

    Optional<Candidate> candidate(Role role) {
        return Optional.ofNullable(candidates.get(role));
    }

    List<String> commands(Role role) {
        return List.copyOf(selections.get(role).commands().keySet());
    }

    /** What a candidate would need in the place of what is selected, with the commands that are used. */
    List<Dependency> needs(Role role, Candidate candidate) {
        List<Dependency> needs =
                new ArrayList<>(Needs.of(candidate, universe.scope()).dependencies());
        for (String name : commands(role))
            candidate
                    .command(name)
                    .ifPresent(command ->
                            needs.addAll(Needs.of(command, universe.scope()).dependencies()));
        return needs;
    }
}
