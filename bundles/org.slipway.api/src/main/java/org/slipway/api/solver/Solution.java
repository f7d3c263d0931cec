package org.slipway.api.solver;

import java.util.Set;
import java.util.function.Function;

import org.slipway.model.FeedUri;
import org.slipway.model.selections.Selections;

/** The answer of a solver. */
public sealed interface Solution {

    /** The feeds that were asked for, found or not: what a refresh has to fetch. */
    Set<FeedUri> feeds();

    record Solved(Selections selections, Set<FeedUri> feeds) implements Solution {}

    record Unsolvable(Explanation explanation, Set<FeedUri> feeds) implements Solution {}

    default <R> R fold(Function<Solved, R> solved, Function<Unsolvable, R> unsolvable) {
        return this instanceof Solved s ? solved.apply(s) : unsolvable.apply((Unsolvable) this);
    }
}
