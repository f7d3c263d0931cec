package org.slipway.transport.jetty.internal;

import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;

/**
 * What is spoken on connections.
 *
 * @param services where Jetty's threads find what Jetty looks for with a service loader: in a container, they would find
 *     nothing
 */
record Protocols(HttpClientTransport transport, ClassLoader services) {

    /** HTTP/2 where the server wants it, too, if the optional bundles for it are installed. */
    static Protocols installed(ClientConnector connector) {
        try {
            return new Protocols(new NegotiatedTransport(connector), NegotiatedTransport.negotiators());
        } catch (NoClassDefFoundError absent) {
            return http1(connector);
        }
    }

    static Protocols http1(ClientConnector connector) {
        return new Protocols(new HttpClientTransportOverHTTP(connector), Protocols.class.getClassLoader());
    }
}
