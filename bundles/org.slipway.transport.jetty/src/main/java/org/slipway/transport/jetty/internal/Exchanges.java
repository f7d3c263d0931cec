package org.slipway.transport.jetty.internal;

import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;

/** Does one request and brings its answer. */
@FunctionalInterface
interface Exchanges {

    /**
     * Tells the request's listener what happens, from {@code connected} on.
     *
     * @param scope turned off: the exchange ends, and whoever turned it off waits until its connection and file are let go
     */
    Promise<Reply> exchange(Leg leg, Switch scope);
}
