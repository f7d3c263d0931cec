package org.slipway.transport.jetty.internal;

import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;
import org.slipway.testkit.TransportResumeContract;

class JettyTransportResumeTest extends TransportResumeContract {

    @Override
    protected Transport transport(Loop loop) {
        return Transports.of(loop, settings);
    }

    @Override
    protected void stop(Transport transport) {
        Transports.stop(transport);
    }
}
