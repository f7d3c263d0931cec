package org.slipway.api.driver;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.slipway.api.feed.FeedProblem;
import org.slipway.api.solver.Explanation;
import org.slipway.model.FeedUri;
import org.slipway.model.selections.Selections;

/** How a run of the driver ended. */
public sealed interface Result {

    /**
     * @param problems of feeds that could not be fetched; the choice was made without them
     * @param stale feeds that were used though they should be looked at again
     * @param feeds all that the choice was made from
     */
    record Ready(Selections selections, List<FeedProblem> problems, List<FeedUri.Remote> stale, Set<FeedUri> feeds)
            implements Result {}

    /** @param problems of feeds that could not be fetched, which may be the cause */
    record Unsolvable(Explanation explanation, List<FeedProblem> problems) implements Result {}

    record Aborted() implements Result {}

    default <R> R fold(Function<Ready, R> ready, Function<Unsolvable, R> unsolvable, Function<Aborted, R> aborted) {
        if (this instanceof Ready r) return ready.apply(r);
        if (this instanceof Unsolvable u) return unsolvable.apply(u);
        return aborted.apply((Aborted) this);
    }
}
