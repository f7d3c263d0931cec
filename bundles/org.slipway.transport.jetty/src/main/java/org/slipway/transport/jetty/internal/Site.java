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
}
