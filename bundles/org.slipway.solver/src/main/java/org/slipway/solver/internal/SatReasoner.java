package org.slipway.solver.internal;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Reasoner;
import org.slipway.api.solver.Snapshot;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selections;
import org.slipway.solver.internal.reasons.Reasons;
import org.slipway.solver.internal.sat.Budget;

/** Compares what is selected with all that is not; where nothing speaks against a better one, a solve tries it. */
@Component
public final class SatReasoner implements Reasoner {

    private final RankingRules rules;

    @Activate
    public SatReasoner(@Reference RankingRules rules) {
        this.rules = rules;
    }

    @Override
    public List<Choice> choices(Requirements requirements, Snapshot snapshot, Selections selections) {
        return rules.with(
                orders -> new Reasons(requirements, snapshot, orders, selections, Budget.forAdvice()).choices());
    }
}
