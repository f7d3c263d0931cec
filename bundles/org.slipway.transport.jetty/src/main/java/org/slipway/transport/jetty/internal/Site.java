package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.util.Locale;

/** What the limit of transfers is counted by. */
record Site(String scheme, String host, int port) {

    static Site of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return new Site(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    /** Whether nothing that is sent there leaves this machine. */
    boolean isLoopback() {
        return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]");
    }

    /** The host, an IPv6 address without its brackets. */
    String address() {
        return host.replaceAll("[\\[\\]]", "");
    }
}
