package org.slipway.examples.freedom;

import java.util.Comparator;

import org.osgi.service.component.annotations.Component;
import org.slipway.api.solver.RankingRule;
import org.slipway.model.feed.Implementation;

/** A ranking rule: what says that it is free software comes first. */
@Component
public final class PreferFree implements RankingRule {

    @Override
    public Comparator<Implementation> order() {
        return Comparator.comparing(candidate -> isFree(candidate) ? 0 : 1);
    }

    private static boolean isFree(Implementation candidate) {
        return candidate
                .attribute("license")
                .filter(it -> it.contains("GPL") || it.contains("Apache"))
                .isPresent();
    }
}
