package org.slipway.examples.data;

import java.net.URI;
import java.util.Base64;

import org.slipway.api.transport.Transport;
import org.slipway.testkit.AwaitingLoop;
import org.slipway.testkit.SchemeContract;

class DataTransportTest extends SchemeContract {

    @Override
    protected Transport transport(AwaitingLoop loop) {
        return new DataTransport(loop);
    }

    @Override
    protected URI resource(byte[] content) {
        return URI.create("data:;base64," + Base64.getEncoder().encodeToString(content));
    }

    @Override
    protected URI missing() {
        return URI.create("data:nothing");
    }
}
