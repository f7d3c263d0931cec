package org.slipway.container.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.Places;
import org.slipway.async.Loop;

/** Whether the time can be right: signatures, certificates and the freshness of feeds depend on it. */
@Component(
        service = HealthCheck.class,
        property = {"hc.name=Slipway: clock sane", Health.TAG})
public final class ClockSane extends Health {
    /** Nothing of this was there before. */
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration A_DAY = Duration.ofDays(1);

    private final Loop loop;
    private final Places places;

    @Activate
    public ClockSane(
            @Reference Loop loop, @Reference Places places, @Reference(target = WHERE_CHECKED) Present checks) {
        this.loop = loop;
        this.places = places;
    }

    @Override
    Result examine() throws IOException {
        Instant now = loop.clock().instant();
        Path feeds = places.cache().resolve("interfaces");
        Instant written = Files.exists(feeds) ? Files.getLastModifiedTime(feeds).toInstant() : BEGINNING;
        if (now.isBefore(BEGINNING)) return of(Status.CRITICAL, "It cannot be " + now + ". Set the clock");
        if (now.plus(A_DAY).isBefore(written))
            return of(Status.WARN, "It is " + now + ", but feeds were cached at " + written + ". Check the clock");
        return of(Status.OK, "It is " + now);
    }
}
