package org.slipway.api.feed;

import java.util.Optional;
import java.util.function.Function;

import org.osgi.util.promise.Promise;
import org.slipway.model.feed.Feed;

/** What a fetch of a feed has brought so far. */
public sealed interface FeedUpdate {

    /**
     * Use this now; it is cached.
     *
     * @param later a better one may come, as when a mirror was faster than the primary
     */
    record Updated(Feed feed, Optional<Promise<FeedUpdate>> later) implements FeedUpdate {}

    /** What is cached is as new as what there is. */
    record Unchanged() implements FeedUpdate {}

    /**
     * Tell the user.
     *
     * @param later it may still come right
     */
    record Problem(FeedProblem reason, Optional<Promise<FeedUpdate>> later) implements FeedUpdate {}

    /** The run has ended, or the user does not want it. There is nothing to tell. */
    record Aborted() implements FeedUpdate {}

    default <R> R fold(
            Function<Updated, R> updated,
            Function<Unchanged, R> unchanged,
            Function<Problem, R> problem,
            Function<Aborted, R> aborted) {
        if (this instanceof Updated u) return updated.apply(u);
        if (this instanceof Unchanged u) return unchanged.apply(u);
        if (this instanceof Problem p) return problem.apply(p);
        return aborted.apply((Aborted) this);
    }
}
