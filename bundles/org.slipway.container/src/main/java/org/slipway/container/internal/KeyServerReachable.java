package org.slipway.container.internal;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.Settings;

/** Whether the server that knows about keys can be asked; without it, questions about keys have less to say. Once in ten minutes is enough. */
@Component(
        service = HealthCheck.class,
        property = {"hc.name=Slipway: key server reachable", Health.TAG, Health.SELDOM})
public final class KeyServerReachable extends Health {
    private final Settings settings;
    private final Reach reach;

    @Activate
    public KeyServerReachable(
            @Reference Settings settings, @Reference Reach reach, @Reference(target = WHERE_CHECKED) Present checks) {
        this.settings = settings;
        this.reach = reach;
    }

    @Override
    Result examine() throws Exception {
        return of(reach.look(settings.keyInfoServer()));
    }
}
