package org.slipway.transport.jetty.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.junit.jupiter.api.Test;
import org.slipway.api.settings.Network;

class ClientTest {
    private final List<ClientConnector> connectors = new ArrayList<>();

    /** As its bundle leaves, a class is missing after the selectors have been started. */
    private Protocols leaving(ClientConnector connector) {
        connectors.add(connector);
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(connector) {
            @Override
            protected void doStart() throws Exception {
                super.doStart();
                throw new NoClassDefFoundError("leaving");
            }
        };
        return new Protocols(transport, getClass().getClassLoader());
    }

    @Test
    void one_that_cannot_start_leaves_nothing_running() {
        assertThatThrownBy(() ->
                        Client.started(this::leaving, Map.of(), Proxies.of(Map.of()), Network.DEFAULT, "Slipway/test"))
                .isInstanceOf(NoClassDefFoundError.class);
        assertThat(connectors).singleElement().matches(connector -> !connector.isRunning(), "stopped");
    }
}
