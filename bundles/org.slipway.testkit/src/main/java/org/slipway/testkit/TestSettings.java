package org.slipway.testkit;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.slipway.api.settings.Network;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.settings.Settings;

/** Settings as a test wants them; until it says otherwise, those of a new user, but for servers that nobody has named. */
public final class TestSettings implements Settings {
    public NetworkUse networkUse = NetworkUse.FULL;
    public Duration freshness = Duration.ofDays(30);
    public Consent helpWithTesting = Consent.NO;
    public Consent autoApproveKeys = Consent.YES;
    public Optional<URI> keyInfoServer = Optional.empty();
    public Optional<URI> mirror = Optional.empty();
    public Network network = Network.DEFAULT;
    public Consent optimise = Consent.NO;
    public long unpackRatio = 100;
    public Optional<URI> selfUpdateFeed = Optional.empty();

    @Override
    public NetworkUse networkUse() {
        return networkUse;
    }

    @Override
    public Duration freshness() {
        return freshness;
    }

    @Override
    public Consent helpWithTesting() {
        return helpWithTesting;
    }

    @Override
    public Consent autoApproveKeys() {
        return autoApproveKeys;
    }

    @Override
    public Optional<URI> keyInfoServer() {
        return keyInfoServer;
    }

    @Override
    public Optional<URI> mirror() {
        return mirror;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public Consent optimise() {
        return optimise;
    }

    @Override
    public long unpackRatio() {
        return unpackRatio;
    }

    @Override
    public Optional<URI> selfUpdateFeed() {
        return selfUpdateFeed;
    }

    @Override
    public List<String> problems() {
        return List.of();
    }

    @Override
    public List<Setting> list() {
        return List.of();
    }

    @Override
    public void set(String name, String value) {
        throw new UnsupportedOperationException("A test sets the fields");
    }
}
