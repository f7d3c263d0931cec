package org.slipway.testnet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ConnectHandler;

/** Connects those that ask for a tunnel with sites that speak TLS, by the sites' names. */
final class Tunnels extends ConnectHandler {
    private final Map<String, ServerConnector> sites;

    Tunnels(Handler others, Map<String, ServerConnector> sites) {
        super(others);
        this.sites = sites;
    }

    @Override
    public boolean validateDestination(String host, int port) {
        return sites.containsKey(host);
    }

    @Override
    protected InetSocketAddress newConnectAddress(String host, int port) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), sites.get(host).getLocalPort());
    }
}
