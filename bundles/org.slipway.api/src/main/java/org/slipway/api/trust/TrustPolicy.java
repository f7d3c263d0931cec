package org.slipway.api.trust;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.osgi.annotation.versioning.ConsumerType;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.model.FeedUri;

/**
 * Has rules for whom to believe. All policies are asked about every signed feed that is offered, also where its key is
 * trusted already; again when votes have come; and again after the user has answered. Any refusal wins, all requirements have
 * to be met, and one approval is enough for a key to be trusted without a question. A policy that fails counts as a refusal.
 */
@ConsumerType
public interface TrustPolicy {

    /** Off the loop; at once. */
    Opinion judge(Case question);

    sealed interface Opinion {

        record None() implements Opinion {}

        /** @param keys to be trusted for the domain without asking; those that have not signed are ignored */
        record Approve(Set<Fingerprint> keys) implements Opinion {}

        /** @param why for the user, as the end of a sentence */
        record Refuse(String why) implements Opinion {}

        /**
         * That many of the signers have to be trusted.
         *
         * @param among those that count; empty for all
         */
        record Require(int signers, Set<Fingerprint> among) implements Opinion {}

        /** Each of them is held. */
        record All(List<Opinion> opinions) implements Opinion {}

        default <R> R fold(
                Function<None, R> none,
                Function<Approve, R> approve,
                Function<Refuse, R> refuse,
                Function<Require, R> require,
                Function<All, R> all) {
            if (this instanceof Approve a) return approve.apply(a);
            if (this instanceof Refuse r) return refuse.apply(r);
            if (this instanceof Require r) return require.apply(r);
            if (this instanceof All a) return all.apply(a);
            return none.apply((None) this);
        }
    }

    /** @param signers one for each valid signature; never empty */
    record Case(
            FeedUri.Remote feed,
            TrustDomain domain,
            List<Signer> signers,
            Judge.Acquaintance acquaintance,
            Instant now) {}

    /**
     * @param weaknesses as {@code Signature.Valid} has them
     * @param votes that have come so far
     */
    record Signer(Fingerprint key, Instant signedAt, List<String> weaknesses, List<Vote> votes, Standing standing) {}

    enum Standing {
        /** For the domain, or for all. */
        TRUSTED,
        UNKNOWN
    }
}
