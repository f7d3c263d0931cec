package org.slipway.transport.jetty.internal;

import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;
import org.slipway.testkit.TransportRedirectContract;

class JettyTransportRedirectTest extends TransportRedirectContract {

    @Override
    protected Transport transport(Loop loop) {
        return Transports.of(loop, settings);
    }

    @Override
    protected void stop(Transport transport) {
        Transports.stop(transport);
    }
}
