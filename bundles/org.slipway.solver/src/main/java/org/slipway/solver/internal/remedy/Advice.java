package org.slipway.solver.internal.remedy;

import java.util.Comparator;
import java.util.List;

import org.slipway.api.solver.Remedy;
import org.slipway.api.solver.Snapshot;
import org.slipway.model.feed.Implementation;
import org.slipway.solver.internal.candidates.Scope;
import org.slipway.solver.internal.candidates.Universe;
import org.slipway.solver.internal.problem.Assignment;
import org.slipway.solver.internal.problem.Match;
import org.slipway.solver.internal.problem.Search;
import org.slipway.solver.internal.sat.Budget;

/** What the user can do where there is no solution. */
public final class Advice {

    private final Question question;
    private final Snapshot snapshot;
    private final List<Comparator<Implementation>> orders;
    private final Budget budget;

    /** @param budget for all solves together */
    public Advice(Question question, Snapshot snapshot, List<Comparator<Implementation>> orders, Budget budget) {
        this.question = question;
        this.snapshot = snapshot;
        this.orders = orders;
        this.budget = budget;
    }

    /** Alternatives, the smallest first. */
    public List<List<Remedy>> on(Assignment closest, Universe universe) {
        List<Remedy> ideas = new Ideas(universe, question.requirements(), snapshot.networkUse()).from(closest);
        return new Remedies(this::helps).smallest(ideas, Ideas.missing(closest));
    }

    private boolean helps(List<Remedy> remedies) {
        Question changed = question.after(remedies);
        if (changed.concessions().supplied().contains(changed.requirements().interfaceUri())) return true;
        Scope scope = new Scope(changed.requirements(), snapshot, changed.concessions());
        return new Search(new Universe(scope, snapshot, orders), budget)
                .run(changed.requirements(), Match.EXACT)
                .isPresent();
    }
}
