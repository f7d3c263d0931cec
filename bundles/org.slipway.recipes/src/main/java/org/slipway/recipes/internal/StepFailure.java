package org.slipway.recipes.internal;

import org.slipway.api.fetch.Fetching;

/** Ends a retrieval method: travels forward past the steps that follow. */
final class StepFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Fetching why;

    StepFailure(Fetching why) {
        super(why.toString());
        this.why = why;
    }

    static StepFailure bad(String step, String why) {
        return new StepFailure(new Fetching.BadRecipe(step, why));
    }

    Fetching why() {
        return why;
    }
}
