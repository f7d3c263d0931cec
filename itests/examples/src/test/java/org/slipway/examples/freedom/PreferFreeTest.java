package org.slipway.examples.freedom;

import org.slipway.api.solver.RankingRule;
import org.slipway.testkit.RankingRuleContract;

class PreferFreeTest extends RankingRuleContract {

    @Override
    protected RankingRule rule() {
        return new PreferFree();
    }
}
