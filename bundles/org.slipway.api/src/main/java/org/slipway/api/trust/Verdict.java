package org.slipway.api.trust;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import org.slipway.api.signature.Fingerprint;

/** Whether a feed's signatures are believed. */
public sealed interface Verdict {

    /**
     * @param keys those of the valid signatures that are trusted; at least one
     * @param signedAt the time of the oldest trusted signature, which dates the feed
     */
    record Trusted(List<Fingerprint> keys, Instant signedAt) implements Verdict {}

    /**
     * Nobody trusts any of these keys, or not enough of them, or a policy forbids it.
     *
     * @param keys of the valid signatures; empty if none is valid
     * @param objections what policies say, each as the end of a sentence for the user
     */
    record NoTrustedKeys(TrustDomain domain, List<Fingerprint> keys, Reason reason, List<String> objections)
            implements Verdict {}

    /** The run ended while the question was open. */
    record Aborted() implements Verdict {}

    enum Reason {
        /** No signature is valid. */
        NO_VALID_SIGNATURE,
        /** The user said no. */
        REFUSED_BY_USER,
        /** A policy said no. */
        REFUSED_BY_POLICY,
        /** There is nobody to ask: no terminal. */
        NOBODY_TO_ASK
    }

    default <R> R fold(
            Function<Trusted, R> trusted, Function<NoTrustedKeys, R> noTrustedKeys, Function<Aborted, R> aborted) {
        if (this instanceof Trusted t) return trusted.apply(t);
        if (this instanceof NoTrustedKeys n) return noTrustedKeys.apply(n);
        return aborted.apply((Aborted) this);
    }
}
