package org.slipway.api.app;

import java.util.function.Function;

import org.slipway.model.selections.Selections;

/** Whether an application can run. */
public sealed interface Standing {

    /** Everything is here, and news need not be looked for. */
    record Current(Selections selections) implements Standing {}

    /** Everything is here, but it is time to look for news, which can be done while it runs. */
    record Due(Selections selections) implements Standing {}

    /** Something has to be fetched before it can run. */
    record Unusable(Wanted wanted) implements Standing {}

    default <R> R fold(Function<Current, R> current, Function<Due, R> due, Function<Unusable, R> unusable) {
        if (this instanceof Current c) return current.apply(c);
        if (this instanceof Due d) return due.apply(d);
        return unusable.apply((Unusable) this);
    }
}
