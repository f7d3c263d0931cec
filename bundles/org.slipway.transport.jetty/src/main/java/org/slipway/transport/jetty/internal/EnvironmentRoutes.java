package org.slipway.transport.jetty.internal;

import java.net.URI;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.Host;
import org.slipway.api.transport.Route;
import org.slipway.api.transport.Routes;

/** By the same variables that {@link JettyTransport} goes by. */
@Component
public final class EnvironmentRoutes implements Routes {
    private final Proxies proxies;

    @Activate
    public EnvironmentRoutes(@Reference Host host) {
        this.proxies = Proxies.of(host.environment());
    }

    @Override
    public Route to(URI uri) {
        Proxies.Setting setting = proxies.of(Site.of(uri));
        if (setting instanceof Proxies.Setting.Through through)
            return new Route.Through(through.proxy().uri());
        if (setting instanceof Proxies.Setting.Unusable unusable) return new Route.Unusable(unusable.why());
        return new Route.Direct();
    }
}
