package org.slipway.signature.bouncycastle.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.slipway.api.settings.Host;

/** A process with just these variables. */
record Caller(Map<String, String> environment) implements Host {
    @Override
    public Path workingDirectory() {
        return Path.of("/");
    }

    @Override
    public Platform platform() {
        return new Platform("Linux", "x86_64");
    }

    @Override
    public List<String> languages() {
        return List.of();
    }
}
