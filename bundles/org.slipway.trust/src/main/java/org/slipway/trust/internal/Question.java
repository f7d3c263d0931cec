package org.slipway.trust.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;
import org.slipway.model.FeedUri;

/** The keys of one feed, with the votes as they come. */
final class Question implements KeyQuestion {
    private final FeedUri.Remote feed;
    private final TrustDomain domain;
    private final List<Fingerprint> trustedBefore;
    private final Map<Fingerprint, Key> keys = new LinkedHashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();

    Question(FeedUri.Remote feed, TrustDomain domain, List<Fingerprint> trustedBefore, List<Key> keys) {
        this.feed = feed;
        this.domain = domain;
        this.trustedBefore = List.copyOf(trustedBefore);
        for (Key key : keys) this.keys.put(key.description().key(), key);
    }

    void arrived(Fingerprint key, List<Vote> votes) {
        Key before = keys.get(key);
        keys.put(key, new Key(before.description(), before.past(), before.weaknesses(), votes, Pending.COMPLETE));
        listeners.forEach(Runnable::run);
    }

    /** Those that have come so far. */
    Map<Fingerprint, List<Vote>> votes() {
        Map<Fingerprint, List<Vote>> votes = new LinkedHashMap<>();
        keys.forEach((key, known) -> votes.put(key, known.votes()));
        return votes;
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
    public List<Fingerprint> trustedBefore() {
        return trustedBefore;
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
