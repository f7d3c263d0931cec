package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;
import org.slipway.async.Permits;
import org.slipway.async.Switch;

/** The queue of each site. On the loop. */
final class Sites {

    private final PromiseFactory promises;
    private final Map<Site, Permits> queues = new HashMap<>();

    Sites(PromiseFactory promises) {
        this.promises = promises;
    }

    /**
     * A place at the URI's site, until the scope is turned off.
     *
     * @param most so many at the same time, from now on
     */
    Promise<Permits.Permit> place(URI uri, int most, Switch scope) {
        Permits queue = queues.computeIfAbsent(Site.of(uri), site -> new Permits(promises, most));
        queue.resize(most);
        return queue.acquire(scope);
    }
}
