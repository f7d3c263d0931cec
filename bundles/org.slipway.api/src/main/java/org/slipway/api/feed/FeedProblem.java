package org.slipway.api.feed;

import java.util.List;
import java.util.function.Function;

import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Signature;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.trust.Verdict;
import org.slipway.model.FeedUri;

/** Why a feed could not be had, as data. */
public sealed interface FeedProblem {

    FeedUri feed();

    record Unreachable(FeedUri feed, NetworkProblem problem) implements FeedProblem {}

    /** Not signed, or the signature block breaks its format. */
    record NotSigned(FeedUri feed, String why) implements FeedProblem {}

    /**
     * No signature is valid.
     *
     * @param signatures all of them, each with what is wrong
     * @param missingKeys why keys could not be had, in the order of the signatures that lack one
     */
    record NoValidSignature(FeedUri feed, List<Signature> signatures, List<MissingKey> missingKeys)
            implements FeedProblem {}

    /** @param why in a few words */
    record MissingKey(KeyId key, String why) {}

    record NotTrusted(FeedUri feed, List<Fingerprint> keys, Verdict.NoTrustedKeys verdict) implements FeedProblem {}

    record NotImported(FeedUri feed, Import why) implements FeedProblem {}

    /** The cache cannot be read or written. */
    record CacheFailure(FeedUri feed, String why) implements FeedProblem {}

    default <R> R fold(
            Function<Unreachable, R> unreachable,
            Function<NotSigned, R> notSigned,
            Function<NoValidSignature, R> noValidSignature,
            Function<NotTrusted, R> notTrusted,
            Function<NotImported, R> notImported,
            Function<CacheFailure, R> cacheFailure) {
        if (this instanceof Unreachable u) return unreachable.apply(u);
        if (this instanceof NotSigned n) return notSigned.apply(n);
        if (this instanceof NoValidSignature n) return noValidSignature.apply(n);
        if (this instanceof NotTrusted n) return notTrusted.apply(n);
        if (this instanceof NotImported n) return notImported.apply(n);
        return cacheFailure.apply((CacheFailure) this);
    }
}
