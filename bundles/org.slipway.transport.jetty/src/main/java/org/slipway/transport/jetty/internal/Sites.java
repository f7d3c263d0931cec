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

    static final int TRANSFERS_PER_SITE = 2;

    private final PromiseFactory promises;
    private final Map<Site, Permits> queues = new HashMap<>();

    Sites(PromiseFactory promises) {
        this.promises = promises;
    }

    /** A place at the URI's site, until the scope is turned off. */
    Promise<Permits.Permit> place(URI uri, Switch scope) {
        return queues.computeIfAbsent(Site.of(uri), site -> new Permits(promises, TRANSFERS_PER_SITE))
                .acquire(scope);
    }
}
