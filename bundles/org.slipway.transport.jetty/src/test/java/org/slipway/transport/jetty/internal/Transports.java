package org.slipway.transport.jetty.internal;

import java.util.Map;

import org.slipway.api.settings.Settings;
import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;
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
        return new JettyTransport(loop, settings, environment, "1.2.3");
    }

    static void stop(Transport transport) {
        ((JettyTransport) transport).leave();
    }
}
