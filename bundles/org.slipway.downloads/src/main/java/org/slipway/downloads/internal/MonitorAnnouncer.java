package org.slipway.downloads.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;

/** Tells every monitor. One that throws is told nothing any more, and the others are told so, once. */
@Component
public final class MonitorAnnouncer implements Announcer {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Map.Entry<Map<String, Object>, Monitor>> monitors = List.of();

    private final Set<Monitor> broken = Collections.newSetFromMap(new IdentityHashMap<>());

    @Activate
    public MonitorAnnouncer() {}

    @Override
    public void announce(Event event) {
        List<Ranked<Monitor>> present = Ranked.snapshot(monitors);
        broken.removeIf(gone -> present.stream().noneMatch(monitor -> monitor.service() == gone));
        for (Event.Warning warning : tell(present, event)) announce(warning);
    }

    private List<Event.Warning> tell(List<Ranked<Monitor>> present, Event event) {
        List<Event.Warning> warnings = new ArrayList<>();
        for (Ranked<Monitor> monitor : present) {
            if (broken.contains(monitor.service())) continue;
            try {
                monitor.service().on(event);
            } catch (RuntimeException | LinkageError failure) {
                broken.add(monitor.service());
                warnings.add(Defect.of("monitor", monitor.name(), failure));
            }
        }
        return warnings;
    }
}
