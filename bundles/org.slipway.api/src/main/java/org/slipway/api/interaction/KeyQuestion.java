package org.slipway.api.interaction;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Keyring;
import org.slipway.api.trust.TrustDomain;
import org.slipway.model.FeedUri;

/** The question whether keys are trusted. Updated while the user thinks. */
@ProviderType
public interface KeyQuestion {

    FeedUri.Remote feed();

    TrustDomain domain();

    /** As it stands now; never empty. */
    List<Key> keys();

    /** Called on the loop whenever {@link #keys()} has changed. */
    void onUpdate(Runnable listener);

    /**
     * @param weaknesses of its signature, as {@code Signature.Valid} has them
     * @param votes so far
     * @param pending whether more votes may come
     */
    record Key(Keyring.Description description, List<String> weaknesses, List<Vote> votes, Pending pending) {}

    enum Pending {
        MORE_MAY_COME,
        COMPLETE
    }
}
