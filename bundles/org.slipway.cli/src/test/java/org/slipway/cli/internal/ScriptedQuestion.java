package org.slipway.cli.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.Keyring;
import org.slipway.api.trust.TrustDomain;
import org.slipway.model.FeedUri;

/** A question whose state the test changes. */
final class ScriptedQuestion implements KeyQuestion {
    final List<Key> keys = new ArrayList<>();
    final List<Runnable> listeners = new ArrayList<>();
    final List<Fingerprint> before = new ArrayList<>();
    Past past = new Past(Optional.empty(), List.of(), List.of());

    void add(Fingerprint key, String owner, Vote... votes) {
        add(key, owner, Pending.MORE_MAY_COME, votes);
    }

    void add(Fingerprint key, String owner, Pending pending, Vote... votes) {
        keys.add(new Key(
                new Keyring.Description(key, List.of(owner), Instant.EPOCH, "RSA-2048"),
                past,
                List.of("SHA-1"),
                List.of(votes),
                pending));
    }

    @Override
    public FeedUri.Remote feed() {
        return new FeedUri.Remote("http://example.com/x.xml");
    }

    @Override
    public TrustDomain domain() {
        return new TrustDomain("example.com");
    }

    @Override
    public List<Fingerprint> trustedBefore() {
        return before;
    }

    @Override
    public List<Key> keys() {
        return List.copyOf(keys);
    }

    @Override
    public void onUpdate(Runnable listener) {
        listeners.add(listener);
    }
}
