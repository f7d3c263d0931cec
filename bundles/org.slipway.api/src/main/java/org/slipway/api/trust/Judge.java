package org.slipway.api.trust;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;
import org.slipway.api.signature.Signature;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** Decides whether the signatures of a feed are believed, asking policies and the user where the database does not say. */
@ProviderType
public interface Judge {

    /**
     * Judges valid signatures. New trust is recorded before the promise resolves.
     *
     * @param signatures of one document; the invalid ones are ignored
     * @param acquaintance whether an earlier version of the feed is cached: keys of known feeds are never approved
     *     automatically
     * @param scope turned off: a question still open is withdrawn
     */
    Promise<Verdict> judge(FeedUri.Remote feed, List<Signature> signatures, Acquaintance acquaintance, Switch scope);

    enum Acquaintance {
        NEW,
        KNOWN
    }
}
