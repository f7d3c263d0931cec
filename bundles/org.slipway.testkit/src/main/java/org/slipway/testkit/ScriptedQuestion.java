package org.slipway.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.Keyring;
import org.slipway.api.trust.TrustDomain;
import org.slipway.model.FeedUri;

/** A question about keys whose state the test changes. */
public final class ScriptedQuestion implements KeyQuestion {
    public static final Fingerprint KEY = new Fingerprint("A".repeat(40));
    public static final Fingerprint OTHER = new Fingerprint("B".repeat(40));

    private final Map<Fingerprint, Key> keys = new LinkedHashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private Past past = new Past(Optional.empty(), List.of(), List.of());
    private List<Fingerprint> trustedBefore = List.of();

    /** What is known about a key, of which more may come. */
    public ScriptedQuestion with(Fingerprint key, String owner, Vote... votes) {
        return with(key, owner, Pending.MORE_MAY_COME, votes);
    }

    /** What is known about a key, in place of what was. */
    public ScriptedQuestion with(Fingerprint key, String owner, Pending pending, Vote... votes) {
        keys.put(
                key,
                new Key(
                        new Keyring.Description(key, List.of(owner), Instant.EPOCH, "RSA-2048"),
                        past,
                        List.of("SHA-1"),
                        List.of(votes),
                        pending));
        return this;
    }

    /** What has been before; for the keys that come after this. */
    public ScriptedQuestion after(Past earlier, Fingerprint... trusted) {
        past = earlier;
        trustedBefore = List.of(trusted);
        return this;
    }

    /** Whoever asks is told that something has become known. */
    public void update() {
        List.copyOf(listeners).forEach(Runnable::run);
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
