package org.slipway.web.internal;

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
final class Asked implements KeyQuestion {
    static final Fingerprint KEY = new Fingerprint("A".repeat(40));
    static final Fingerprint OTHER = new Fingerprint("B".repeat(40));

    final List<Vote> votes = new ArrayList<>();
    final List<Runnable> listeners = new ArrayList<>();
    private final List<Fingerprint> keys;
    private final String owner;

    Asked(String owner, Fingerprint... keys) {
        this.owner = owner;
        this.keys = List.of(keys);
    }

    void learns(Vote vote) {
        votes.add(vote);
        listeners.forEach(Runnable::run);
    }

    @Override
    public FeedUri.Remote feed() {
        return new FeedUri.Remote("https://feeds.example.com/a.xml");
    }

    @Override
    public TrustDomain domain() {
        return new TrustDomain("feeds.example.com");
    }

    @Override
    public List<Fingerprint> trustedBefore() {
        return List.of();
    }

    @Override
    public List<Key> keys() {
        return keys.stream()
                .map(key -> new Key(
                        new Keyring.Description(key, List.of(owner), Instant.EPOCH, "RSA-2048"),
                        new Past(Optional.empty(), List.of(), List.of()),
                        List.of(),
                        List.copyOf(votes),
                        Pending.MORE_MAY_COME))
                .toList();
    }

    @Override
    public void onUpdate(Runnable listener) {
        listeners.add(listener);
    }
}
