package org.slipway.solver.internal.reasons;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Choice.Demand;
import org.slipway.api.solver.Choice.Other;
import org.slipway.api.solver.Choice.Verdict;
import org.slipway.api.solver.Explanation;
import org.slipway.api.solver.Remedy;
import org.slipway.api.solver.Snapshot;
import org.slipway.model.Requirements;
import org.slipway.model.Role;
import org.slipway.model.feed.Dependency;
import org.slipway.model.feed.Implementation;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;
import org.slipway.solver.internal.candidates.Candidate;
import org.slipway.solver.internal.candidates.Candidates;
import org.slipway.solver.internal.candidates.Candidates.Rejected;
import org.slipway.solver.internal.candidates.Concessions;
import org.slipway.solver.internal.candidates.Restriction;
import org.slipway.solver.internal.candidates.Scope;
import org.slipway.solver.internal.candidates.Universe;
import org.slipway.solver.internal.problem.Assignment;
import org.slipway.solver.internal.problem.Assignment.Filled;
import org.slipway.solver.internal.problem.Match;
import org.slipway.solver.internal.problem.Search;
import org.slipway.solver.internal.sat.Budget;
import org.slipway.solver.internal.sat.LimitReached;

/** Why each selection was chosen before all other candidates of its role. */
public final class Reasons {

    private final Requirements requirements;
    private final Snapshot snapshot;
    private final List<Comparator<Implementation>> orders;
    private final Budget budget;
    private final Universe universe;
    private final Selections selections;
    private final Selected selected;
    private final Conflicts conflicts;

    /** @param budget for all solves together that try another candidate */
    public Reasons(
            Requirements requirements,
            Snapshot snapshot,
            List<Comparator<Implementation>> orders,
            Selections selections,
            Budget budget) {
        this.requirements = requirements;
        this.snapshot = snapshot;
        this.orders = orders;
        this.budget = budget;
        this.universe = new Universe(new Scope(requirements, snapshot), snapshot, orders);
        this.selections = selections;
        this.selected = new Selected(universe, selections);
        this.conflicts = new Conflicts(universe, selected);
    }

    public List<Choice> choices() {
        return decided().stream()
                .flatMap(role -> selections.get(role).stream())
                .map(this::choice)
                .toList();
    }

    /** In the order in which they are decided: each before what it needs. */
    private Set<Role> decided() {
        Set<Role> ordered = new LinkedHashSet<>();
        List<Role> open = new ArrayList<>(List.of(selections.root()));
        while (!open.isEmpty()) {
            Role role = open.remove(open.size() - 1);
            if (!ordered.add(role)) continue;
            List<Role> needed = selected.candidate(role).stream()
                    .flatMap(candidate -> selected.needs(role, candidate).stream())
                    .map(Dependency::role)
                    .toList();
            for (int i = needed.size() - 1; i >= 0; i--) open.add(needed.get(i));
        }
        selections.selections().forEach(selection -> ordered.add(selection.role()));
        return ordered;
    }

    private Choice choice(Selection selection) {
        Role role = selection.role();
        return new Choice(
                role,
                new Explanation.Candidate(selection.version(), selection.id()),
                demands(role),
                others(role, universe.of(role)));
    }

    private List<Demand> demands(Role role) {
        List<Demand> demands = new ArrayList<>();
        for (Map.Entry<Role, Candidate> user : selected.candidates().entrySet())
            for (Dependency dependency : selected.needs(user.getKey(), user.getValue())) {
                if (!dependency.role().equals(role)) continue;
                List<String> limits = new ArrayList<>();
                Restriction.of(dependency).forEach(restriction -> limits.add(restriction.text()));
                dependency.commands().forEach(command -> limits.add("'" + command + "' command"));
                demands.add(new Demand(
                        user.getKey(), user.getValue().version(), dependency.importance(), List.copyOf(limits)));
            }
        return List.copyOf(demands);
    }

    private List<Other> others(Role role, Candidates candidates) {
        List<Other> others = new ArrayList<>();
        Optional<Candidate> chosen = selected.candidate(role);
        boolean better = true;
        for (Candidate candidate : candidates.usable()) {
            if (chosen.isPresent() && candidate == chosen.get()) {
                better = false;
                continue;
            }
            Verdict verdict = better ? excluded(role, candidate) : candidates.decision(chosen.get(), candidate);
            others.add(new Other(shown(candidate), verdict));
        }
        List<Rejected> rejected = new ArrayList<>(candidates.rejected());
        rejected.sort(
                Comparator.comparing((Rejected r) -> r.candidate().version()).reversed());
        rejected.forEach(
                r -> others.add(new Other(shown(r.candidate()), new Verdict.Unusable(r.why(), remedy(role, r)))));
        return List.copyOf(others);
    }

    /** Only of a program as a whole can be said which form of it is wanted. */
    private Optional<Remedy> remedy(Role role, Rejected rejected) {
        return rejected.otherForm()
                .filter(form -> role.equals(requirements.root()))
                .map(Remedy.OtherForm::new);
    }

    private Verdict excluded(Role role, Candidate candidate) {
        return conflicts
                .with(role, candidate)
                .<Verdict>map(Verdict.Excluded::new)
                .orElseGet(() -> tried(role, candidate));
    }

    /** What would be if it was chosen. */
    private Verdict tried(Role role, Candidate candidate) {
        Scope scope = new Scope(requirements, snapshot, Concessions.choosing(role, candidate));
        try {
            return new Search(new Universe(scope, snapshot, orders), budget)
                    .run(requirements, Match.EXACT)
                    .map(assignment -> change(role, assignment))
                    .orElseGet(() -> new Verdict.Excluded("What it needs cannot be had together with the rest"));
        } catch (LimitReached limit) {
            return new Verdict.Excluded("It was not tried: there are too many combinations");
        }
    }

    /** The first component in the order of decision that would be another one. */
    private Verdict change(Role tried, Assignment assignment) {
        for (Role role : decided()) {
            if (role.equals(tried)) break;
            Optional<Candidate> now =
                    Optional.ofNullable(assignment.roles().get(role)).flatMap(Filled::candidate);
            boolean same = now.isPresent()
                    && selected.candidate(role)
                            .filter(c -> isSame(c, now.get()))
                            .isPresent();
            if (!same) return new Verdict.Costly(role, now.map(Reasons::shown));
        }
        return new Verdict.Excluded("It was not known, rated otherwise or excluded by the user when this was selected");
    }

    private static boolean isSame(Candidate a, Candidate b) {
        return a.id().equals(b.id())
                && a.implementation().feed().equals(b.implementation().feed());
    }

    private static Explanation.Candidate shown(Candidate candidate) {
        return new Explanation.Candidate(candidate.version(), candidate.id());
    }
}
