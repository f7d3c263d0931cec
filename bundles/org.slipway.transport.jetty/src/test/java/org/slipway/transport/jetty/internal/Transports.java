package org.slipway.transport.jetty.internal;

import java.nio.file.Path;
import java.util.Map;

import org.slipway.api.settings.Places;
import org.slipway.api.settings.Settings;
import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

/** Makes transports for tests. */
final class Transports {

    private Transports() {}

    static JettyTransport of(Loop loop) {
        return of(loop, Map.of());
    }

    static JettyTransport of(Loop loop, Map<String, String> environment) {
        return of(loop, new TestSettings(), environment);
    }

    static JettyTransport of(Loop loop, Settings settings) {
        return of(loop, settings, Map.of());
    }

    static JettyTransport of(Loop loop, Settings settings, Map<String, String> environment) {
        return of(loop, settings, new TestPlaces(Path.of("/nonexistent")), environment);
    }

    static JettyTransport of(Loop loop, Settings settings, Places places, Map<String, String> environment) {
        return new JettyTransport(loop, settings, places, Protocols::http1, environment, "1.2.3");
    }

    /** That speaks HTTP/2 if it can. */
    static JettyTransport negotiating(Loop loop, Settings settings) {
        Places nowhere = new TestPlaces(Path.of("/nonexistent"));
        return new JettyTransport(loop, settings, nowhere, Protocols::installed, Map.of(), "1.2.3");
    }

    static void stop(Transport transport) {
        ((JettyTransport) transport).leave();
    }
}
