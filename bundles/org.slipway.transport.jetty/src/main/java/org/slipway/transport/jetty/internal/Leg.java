package org.slipway.transport.jetty.internal;

import java.net.URI;

import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.DownloadRequest;

/**
 * One stretch of a transfer's way, from redirect to redirect.
 *
 * @param uri where the request's way has led
 * @param credentials for that site
 */
record Leg(DownloadRequest request, URI uri, Credentials credentials) {

    /** On from here; credentials do not leave their site, and do not come back with it. */
    Leg to(URI next) {
        boolean stays = Site.of(next).equals(Site.of(uri));
        return new Leg(request, next, stays ? credentials : Credentials.NONE);
    }

    /** The same, but the file begins anew. */
    Leg afresh() {
        return new Leg(request.with().resume(Beginning.NONE).build(), uri, credentials);
    }
}
