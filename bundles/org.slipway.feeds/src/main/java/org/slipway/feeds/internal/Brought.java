package org.slipway.feeds.internal;

import java.util.function.Function;

import org.slipway.api.feed.FeedProblem;

/** What asking one source of catalogs has brought. */
sealed interface Brought {

    /** It is kept. */
    record Kept() implements Brought {}

    record Problem(FeedProblem why) implements Brought {}

    record Aborted() implements Brought {}

    default <R> R fold(Function<Kept, R> kept, Function<Problem, R> problem, Function<Aborted, R> aborted) {
        if (this instanceof Kept c) return kept.apply(c);
        if (this instanceof Problem p) return problem.apply(p);
        return aborted.apply((Aborted) this);
    }
}
