package org.slipway.downloads.internal;

import java.util.List;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;

/** Tells every monitor. One that breaks its contract is told nothing any more, and the others are told so, once. */
@Component
public final class MonitorAnnouncer implements Announcer {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Map.Entry<Map<String, Object>, Monitor>> monitors = List.of();

    private final Providers<Monitor> providers;

    @Activate
    public MonitorAnnouncer(@Reference Loop loop) {
        this.providers = new Providers<>(loop, "monitor", () -> monitors, text -> announce(new Event.Warning(text)));
    }

    @Override
    public void announce(Event event) {
        for (Provider<Monitor> monitor : providers.healthy())
            monitor.tryAsk(Provider.AT_ONCE, told -> {
                told.on(event);
                return Done.DONE;
            });
    }
}
