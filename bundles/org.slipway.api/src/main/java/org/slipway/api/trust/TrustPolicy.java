package org.slipway.api.trust;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.model.FeedUri;

/** Decides about a key that the database does not know, before the user is asked. The first with an opinion decides. */
@ConsumerType
public interface TrustPolicy {

    /** Off the loop; at once. */
    Opinion judge(Case question);

    enum Opinion {
        TRUST,
        REFUSE,
        NONE
    }

    /** @param votes what was known when it was asked */
    record Case(
            FeedUri.Remote feed,
            TrustDomain domain,
            Fingerprint key,
            List<Vote> votes,
            Judge.Acquaintance acquaintance) {}
}
