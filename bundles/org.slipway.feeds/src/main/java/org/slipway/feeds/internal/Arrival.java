package org.slipway.feeds.internal;

import java.util.function.Function;

import org.slipway.api.transport.NetworkProblem;

/** What one place that has a feed, the primary or a mirror, has brought. */
sealed interface Arrival {

    /** A document came; whether it was taken is another matter. */
    record Came(Admitted admitted) implements Arrival {}

    /** Nothing came. */
    record Unreachable(NetworkProblem problem) implements Arrival {}

    record Aborted() implements Arrival {}

    default <R> R fold(Function<Came, R> came, Function<Unreachable, R> unreachable, Function<Aborted, R> aborted) {
        if (this instanceof Came c) return came.apply(c);
        if (this instanceof Unreachable u) return unreachable.apply(u);
        return aborted.apply((Aborted) this);
    }
}
