package org.slipway.container.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.EventAdmin;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;

/**
 * Hands every event of a monitor on to Event Admin, without waiting for those who hear it. The topic is {@code org/slipway/}
 * and the event's name, the properties are its parts.
 */
@Component
public final class EventTopics implements Monitor {
    private static final String TOPIC = "org/slipway/";

    private final EventAdmin admin;

    @Activate
    public EventTopics(
            @Reference EventAdmin admin, @Reference(target = "(package=org.osgi.service.event)") Present events) {
        this.admin = admin;
    }

    @Override
    public void on(Event event) {
        String topic = TOPIC + event.getClass().getSimpleName();
        admin.postEvent(new org.osgi.service.event.Event(topic, EventParts.of(event)));
    }
}
