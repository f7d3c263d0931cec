package org.slipway.api.fetch;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import org.slipway.api.transport.NetworkProblem;
import org.slipway.model.ManifestDigest;

/** How bringing an implementation into the store ended. */
public sealed interface Fetching {

    /** It is in the store, verified. */
    record Stored(Path path) implements Fetching {}

    /** @param problems what each attempt ran into, the primary's first */
    record NetworkFailure(List<NetworkProblem> problems) implements Fetching {}

    /** @param difference the first path that differs from a manifest that is known; empty if none is */
    record DigestMismatch(ManifestDigest expected, String actual, String difference) implements Fetching {}

    /**
     * The archive or a step is not as the feed says.
     *
     * @param step which, for people
     */
    record BadRecipe(String step, String why) implements Fetching {}

    /** There is no retrieval method that is understood. */
    record NoRetrievalMethod() implements Fetching {}

    /** The store cannot be written: no space, no right. */
    record StoreFailure(String why) implements Fetching {}

    record Aborted() implements Fetching {}

    default <R> R fold(
            Function<Stored, R> stored,
            Function<NetworkFailure, R> networkFailure,
            Function<DigestMismatch, R> digestMismatch,
            Function<BadRecipe, R> badRecipe,
            Function<NoRetrievalMethod, R> noRetrievalMethod,
            Function<StoreFailure, R> storeFailure,
            Function<Aborted, R> aborted) {
        if (this instanceof Stored s) return stored.apply(s);
        if (this instanceof NetworkFailure n) return networkFailure.apply(n);
        if (this instanceof DigestMismatch d) return digestMismatch.apply(d);
        if (this instanceof BadRecipe b) return badRecipe.apply(b);
        if (this instanceof NoRetrievalMethod n) return noRetrievalMethod.apply(n);
        if (this instanceof StoreFailure s) return storeFailure.apply(s);
        return aborted.apply((Aborted) this);
    }
}
