package org.slipway.transport.jetty.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
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

            @Override
            protected void doStop() throws Exception {
                super.doStop();
                throw new NoClassDefFoundError("gone");
            }
        };
        return new Protocols(transport, getClass().getClassLoader());
    }

    private final LaterTls tls = new LaterTls(new LaterTrust(() -> TrustRoots.of(Map.of(), Optional.empty())));

    @Test
    void one_that_cannot_start_leaves_nothing_running() {
        assertThatThrownBy(
                        () -> Client.started(this::leaving, tls, Proxies.of(Map.of()), Network.DEFAULT, "Slipway/test"))
                .isInstanceOf(NoClassDefFoundError.class)
                .hasMessage("leaving");
        assertThat(connectors).singleElement().matches(connector -> !connector.isRunning(), "stopped");
    }

    @Test
    @SuppressWarnings("try")
    void one_that_cannot_stop_leaves_no_threads() throws Exception {
        HttpClient http = new HttpClient() {
            @Override
            protected void doStop() {
                throw new NoClassDefFoundError("gone");
            }
        };
        http.start();

        assertThatThrownBy(new Client(http, Optional::empty)::stop).isInstanceOf(NoClassDefFoundError.class);

        assertThat(List.of((LifeCycle) http.getExecutor(), http.getScheduler())).allMatch(LifeCycle::isStopped);
    }
}
