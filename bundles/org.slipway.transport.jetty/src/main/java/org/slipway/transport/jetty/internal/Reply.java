package org.slipway.transport.jetty.internal;

import java.util.function.Function;

import org.slipway.api.transport.Download;
import org.slipway.api.transport.NetworkProblem;

/** How one exchange of a transfer ended. */
sealed interface Reply {

    record Ended(Download download) implements Reply {}

    /** @param location as the server wrote it */
    record Redirected(String location) implements Reply {}

    /** The connection broke before anything of an answer came: it may have been a kept one that the server gave up. */
    record Unanswered(NetworkProblem problem) implements Reply {}

    /** The server does not go on from the request's {@code Beginning}, nor does it begin anew. The file is as it was. */
    record Unfit(NetworkProblem problem) implements Reply {}

    static Reply failed(NetworkProblem problem) {
        return new Ended(new Download.NetworkFailure(problem));
    }

    default <R> R fold(
            Function<Ended, R> ended,
            Function<Redirected, R> redirected,
            Function<Unanswered, R> unanswered,
            Function<Unfit, R> unfit) {
        if (this instanceof Ended e) return ended.apply(e);
        if (this instanceof Redirected r) return redirected.apply(r);
        if (this instanceof Unanswered u) return unanswered.apply(u);
        return unfit.apply((Unfit) this);
    }
}
