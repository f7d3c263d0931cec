package org.slipway.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.slipway.api.settings.Network;
import org.slipway.api.settings.Settings.Consent;

/** {@link Network} as a test wants it; what it does not say is as in {@link Network#DEFAULT}. */
public final class TestNetwork {
    public int transfersPerSite = Network.DEFAULT.transfersPerSite();
    public Duration slowAfter = Network.DEFAULT.slowAfter();
    public Duration connectWithin = Network.DEFAULT.connectWithin();
    public Duration stallAfter = Network.DEFAULT.stallAfter();
    public long stallBytes = Network.DEFAULT.stallBytes();
    public int retries = Network.DEFAULT.retries();
    public Consent downgrade = Network.DEFAULT.downgrade();
    public Optional<Path> certificates = Network.DEFAULT.certificates();
    public Duration keepInterrupted = Network.DEFAULT.keepInterrupted();

    public Network network() {
        return new Network(
                transfersPerSite,
                slowAfter,
                connectWithin,
                stallAfter,
                stallBytes,
                retries,
                downgrade,
                certificates,
                keepInterrupted);
    }
}
