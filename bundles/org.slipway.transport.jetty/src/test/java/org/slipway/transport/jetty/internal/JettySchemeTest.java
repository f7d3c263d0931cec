package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.slipway.api.transport.Transport;
import org.slipway.testkit.Answers;
import org.slipway.testkit.AwaitingLoop;
import org.slipway.testkit.SchemeContract;
import org.slipway.testkit.ScriptedServer;

class JettySchemeTest extends SchemeContract {
    private ScriptedServer server;
    private Transport transport;

    @Override
    protected Transport transport(AwaitingLoop loop) {
        if (transport == null) transport = Transports.of(loop);
        return transport;
    }

    private ScriptedServer server() throws Exception {
        if (server == null) server = new ScriptedServer();
        return server;
    }

    @AfterEach
    void stop() throws Exception {
        if (transport != null) Transports.stop(transport);
        if (server != null) server.close();
    }

    @Override
    protected URI resource(byte[] content) throws Exception {
        server().on("/a", Answers.body(new String(content, StandardCharsets.UTF_8)));
        return server().uri("/a");
    }

    @Override
    protected URI missing() throws Exception {
        return server().uri("/none");
    }
}
