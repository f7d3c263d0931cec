package org.slipway.solver.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.solver.RankingRule;
import org.slipway.model.feed.Implementation;

/** The rules that other bundles have brought, the one with the highest service ranking first. */
@Component(service = RankingRules.class)
public final class RankingRules {

    @Reference(fieldOption = FieldOption.REPLACE)
    private volatile List<RankingRule> rules = List.of();

    @Activate
    public RankingRules() {}

    RankingRules(List<RankingRule> rules) {
        this.rules = rules;
    }

    /** As they are now: a solve that has begun does not see later changes. The registry lists the highest ranking last. */
    List<Comparator<Implementation>> orders() {
        List<Comparator<Implementation>> orders = new ArrayList<>();
        for (RankingRule rule : rules) orders.add(0, rule.order());
        return orders;
    }
}
