package org.slipway.api.catalog;

import java.util.function.Function;

import org.slipway.api.feed.FeedProblem;

/** How registering a source of catalogs ended. */
public sealed interface Registration {

    record Registered() implements Registration {}

    /** It was registered before. */
    record Known() implements Registration {}

    /** It gives no catalog now, and is not registered. */
    record Unusable(FeedProblem why) implements Registration {}

    /** The run has ended. */
    record Aborted() implements Registration {}

    default <R> R fold(
            Function<Registered, R> registered,
            Function<Known, R> known,
            Function<Unusable, R> unusable,
            Function<Aborted, R> aborted) {
        if (this instanceof Registered r) return registered.apply(r);
        if (this instanceof Known k) return known.apply(k);
        if (this instanceof Unusable u) return unusable.apply(u);
        return aborted.apply((Aborted) this);
    }
}
