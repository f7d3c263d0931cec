package org.slipway.transport.jetty.internal;

import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;
import org.slipway.testkit.TransportContract;

class JettyTransportTest extends TransportContract {

    @Override
    protected Transport transport(Loop loop) {
        return Transports.of(loop, settings);
    }

    @Override
    protected void stop(Transport transport) {
        Transports.stop(transport);
    }
}
