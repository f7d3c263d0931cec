package org.slipway.api.interaction;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.Keyring;
import org.slipway.api.trust.TrustDomain;
import org.slipway.model.FeedUri;

/** The question whether keys are trusted. Updated while the user thinks. */
@ProviderType
public interface KeyQuestion {

    FeedUri.Remote feed();

    TrustDomain domain();

    /** Those trusted for the domain already, none of which has signed this. Not empty: the domain's key has changed. */
    List<Fingerprint> trustedBefore();

    /** As it stands now; never empty. */
    List<Key> keys();

    /** Called on the loop whenever {@link #keys()} has changed. */
    void onUpdate(Runnable listener);

    /**
     * @param weaknesses of its signature, as {@code Signature.Valid} has them
     * @param votes so far
     * @param pending whether more votes may come
     */
    record Key(
            Keyring.Description description, Past past, List<String> weaknesses, List<Vote> votes, Pending pending) {}

    /**
     * What this machine has seen of a key.
     *
     * @param since when it was first seen to sign feeds of the domain; absent if this is the first time
     * @param elsewhere the other domains whose feeds it has signed
     * @param trusted the other domains that it is trusted for
     */
    record Past(Optional<Instant> since, List<TrustDomain> elsewhere, List<TrustDomain> trusted) {}

    enum Pending {
        MORE_MAY_COME,
        COMPLETE
    }
}
