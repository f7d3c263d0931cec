package org.slipway.transport.jetty.internal;

import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;
import org.slipway.testkit.TransportQueueContract;

class JettyTransportQueueTest extends TransportQueueContract {

    @Override
    protected Transport transport(Loop loop) {
        return Transports.of(loop, settings);
    }

    @Override
    protected void stop(Transport transport) {
        Transports.stop(transport);
    }
}
