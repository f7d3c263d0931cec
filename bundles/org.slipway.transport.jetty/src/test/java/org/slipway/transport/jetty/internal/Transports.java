package org.slipway.transport.jetty.internal;

import java.time.Duration;
import java.util.Map;

import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;

/** Makes transports for tests. */
final class Transports {

    static final Patience PATIENCE = new Patience(Duration.ofSeconds(15), Duration.ofSeconds(30), 1000);

    private Transports() {}

    static JettyTransport of(Loop loop) {
        return of(loop, Map.of());
    }

    static JettyTransport of(Loop loop, Map<String, String> environment) {
        return new JettyTransport(loop, environment, PATIENCE, "1.2.3");
    }

    static void stop(Transport transport) {
        ((JettyTransport) transport).leave();
    }
}
