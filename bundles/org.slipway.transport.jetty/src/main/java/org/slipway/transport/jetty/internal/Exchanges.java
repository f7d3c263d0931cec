package org.slipway.transport.jetty.internal;

import java.net.URI;

import org.osgi.util.promise.Promise;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.async.Switch;

/** Does one request and brings its answer. */
@FunctionalInterface
interface Exchanges {

    /**
     * @param uri where the request's way has led
     * @param scope turned off: the exchange ends, and whoever turned it off waits until its connection and file are let go
     */
    Promise<Reply> exchange(DownloadRequest request, URI uri, Switch scope);
}
