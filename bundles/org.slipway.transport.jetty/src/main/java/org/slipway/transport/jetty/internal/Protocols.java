package org.slipway.transport.jetty.internal;

import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;

/** What is spoken on connections. */
@FunctionalInterface
interface Protocols {

    HttpClientTransport over(ClientConnector connector);

    /** HTTP/2 where the server wants it, too, if the optional bundles for it are installed. */
    static HttpClientTransport installed(ClientConnector connector) {
        try {
            return new NegotiatedTransport(connector);
        } catch (NoClassDefFoundError absent) {
            return http1(connector);
        }
    }

    static HttpClientTransport http1(ClientConnector connector) {
        return new HttpClientTransportOverHTTP(connector);
    }
}
