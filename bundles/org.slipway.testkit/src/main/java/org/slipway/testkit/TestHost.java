package org.slipway.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.slipway.api.settings.Host;

/** A Linux machine with just these variables. */
public record TestHost(Map<String, String> environment, Path workingDirectory) implements Host {
    public TestHost(Map<String, String> environment) {
        this(environment, Path.of("/"));
    }

    @Override
    public Platform platform() {
        return new Platform("Linux", "x86_64");
    }

    @Override
    public List<String> languages() {
        return List.of("en_GB");
    }

    @Override
    public Host seenFrom(Map<String, String> environment, Path workingDirectory) {
        return new TestHost(environment, workingDirectory);
    }
}
