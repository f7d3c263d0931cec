package org.slipway.settings.internal;

import java.nio.file.Path;
import java.util.Map;

import org.slipway.api.settings.Host;

/** This machine with another environment. */
public final class Somewhere {

    private Somewhere() {}

    public static Host with(Map<String, String> environment) {
        return new ProcessHost(
                environment,
                Path.of("/"),
                ProcessHost.platform(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
}
