package org.slipway.container.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether downloads get their turn. */
@Component(
        service = HealthCheck.class,
        property = {"hc.name=Slipway: queue age", Health.TAG})
public final class QueueAge extends Health {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration VERY_LONG = Duration.ofHours(1);

    private final Traffic traffic;

    @Activate
    public QueueAge(@Reference Traffic traffic, @Reference(target = WHERE_CHECKED) Present checks) {
        this.traffic = traffic;
    }

    @Override
    Result examine() throws Exception {
        Picture now = traffic.picture();
        Optional<Instant> oldest = now.oldestQueued();
        if (oldest.isEmpty()) return of(Status.OK, "No download waits for its turn");
        Duration age = Duration.between(oldest.get(), now.time());
        Status status =
                age.compareTo(VERY_LONG) >= 0 ? Status.CRITICAL : age.compareTo(LONG) >= 0 ? Status.WARN : Status.OK;
        return of(status, now.queued() + " downloads wait for their turn, the first for " + age.toSeconds() + " s");
    }
}
