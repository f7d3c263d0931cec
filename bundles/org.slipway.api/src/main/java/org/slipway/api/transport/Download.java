package org.slipway.api.transport;

import java.nio.file.Path;
import java.util.function.Function;

/** How a transfer ended. */
public sealed interface Download {

    /**
     * All bytes are in the file, as many as announced and demanded.
     *
     * @param validators what to send next time, to be told if nothing has changed
     * @param resumedAt so many bytes at the start are of earlier transfers; 0 if all are of this one
     */
    record Fetched(Path file, long size, Validators validators, long resumedAt) implements Download {
        /** All bytes are of this transfer. */
        public Fetched(Path file, long size, Validators validators) {
            this(file, size, validators, 0);
        }
    }

    /** The validators of the request still hold. */
    record Unmodified() implements Download {}

    /** The network or the server did not give it. The file may hold a part of it, to be resumed. */
    record NetworkFailure(NetworkProblem problem) implements Download {}

    /** The scope was turned off. */
    record Aborted() implements Download {}

    default <R> R fold(
            Function<Fetched, R> fetched,
            Function<Unmodified, R> unmodified,
            Function<NetworkFailure, R> failure,
            Function<Aborted, R> aborted) {
        if (this instanceof Fetched f) return fetched.apply(f);
        if (this instanceof Unmodified u) return unmodified.apply(u);
        if (this instanceof NetworkFailure n) return failure.apply(n);
        return aborted.apply((Aborted) this);
    }
}
