package org.slipway.transport.jetty.internal;

import java.util.List;

import org.eclipse.jetty.alpn.java.client.JDK9ClientALPNProcessor;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;

/** Speaks HTTP/2 over TLS with servers that agree to it while they shake hands (ALPN), and HTTP/1.1 with all others. */
final class NegotiatedTransport extends HttpClientTransportDynamic {

    private static final Origin.Protocol SECURE = new Origin.Protocol(List.of("h2", "http/1.1"), true);
    private static final Origin.Protocol PLAIN = new Origin.Protocol(List.of("http/1.1"), false);

    /** The first protocol is for servers that do not answer what is offered to them. */
    NegotiatedTransport(ClientConnector connector) {
        super(
                connector,
                HttpClientConnectionFactory.HTTP11,
                new ClientConnectionFactoryOverHTTP2.HTTP2(client(connector)));
    }

    private static HTTP2Client client(ClientConnector connector) {
        HTTP2Client client = new HTTP2Client(connector);
        client.setMaxConcurrentPushedStreams(0);
        client.setMaxResponseHeadersSize(Client.MOST_HEADER_BYTES);
        return client;
    }

    /** As Jetty would have it, but for the order of what is offered. */
    @Override
    public Origin newOrigin(Request request) {
        Origin origin = super.newOrigin(request);
        boolean secure = origin.getScheme().equals("https");
        return getHttpClient().createOrigin(request, secure ? SECURE : PLAIN);
    }

    /** Has what negotiates while hands are shaken. */
    static ClassLoader negotiators() {
        return JDK9ClientALPNProcessor.class.getClassLoader();
    }
}
