package org.slipway.trust.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.Keyring.Description;
import org.slipway.api.signature.Signature.Valid;
import org.slipway.api.trust.TrustDomain;
import org.slipway.model.FeedUri;

/** The keys of one feed, with the votes as they come. */
final class Question implements KeyQuestion {
    private final FeedUri.Remote feed;
    private final TrustDomain domain;
    private final Map<Fingerprint, Key> keys = new LinkedHashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();

    Question(
            FeedUri.Remote feed,
            TrustDomain domain,
            List<Valid> signatures,
            Map<Fingerprint, Description> descriptions) {
        this.feed = feed;
        this.domain = domain;
        for (Valid signature : signatures)
            keys.put(
                    signature.key(),
                    new Key(
                            descriptions.get(signature.key()),
                            signature.weaknesses(),
                            List.of(),
                            Pending.MORE_MAY_COME));
    }

    void arrived(Fingerprint key, List<Vote> votes) {
        Key before = keys.get(key);
        keys.put(key, new Key(before.description(), before.weaknesses(), votes, Pending.COMPLETE));
        listeners.forEach(Runnable::run);
    }

    List<Vote> votes(Fingerprint key) {
        return keys.get(key).votes();
    }

    @Override
    public FeedUri.Remote feed() {
        return feed;
    }

    @Override
    public TrustDomain domain() {
        return domain;
    }

    @Override
    public List<Key> keys() {
        return List.copyOf(keys.values());
    }

    @Override
    public void onUpdate(Runnable listener) {
        listeners.add(listener);
    }
}
