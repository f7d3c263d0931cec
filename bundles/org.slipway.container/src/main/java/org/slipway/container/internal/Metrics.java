package org.slipway.container.internal;

import java.util.Locale;
import java.util.function.Supplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.monitor.Event.Ending;
import org.slipway.api.monitor.Event.Purpose;

/**
 * What was counted, in Prometheus' text format 0.0.4. No label has anything from outside, so that nobody can make it grow or
 * say something else. Whoever has no servlets takes the {@code Supplier} with the property
 * {@code slipway.metrics=prometheus}.
 */
@Component(
        service = {Metrics.class, Supplier.class},
        property = "slipway.metrics=prometheus")
public final class Metrics implements Supplier<String> {
    private static final double NANOS = 1e9;

    private final Traffic traffic;

    @Activate
    public Metrics(@Reference Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public String get() {
        try {
            return text(traffic.picture());
        } catch (Exception busy) {
            throw new IllegalStateException("The figures cannot be had: " + busy.getMessage(), busy);
        }
    }

    private static String text(Picture now) {
        StringBuilder text = new StringBuilder();
        head(text, "slipway_downloads_total", "counter", "Downloads that have ended, by what for and how.");
        for (Purpose purpose : Purpose.values())
            for (Ending ending : Ending.values())
                text.append("slipway_downloads_total{purpose=\"%s\",ending=\"%s\"} %d\n"
                        .formatted(label(purpose), label(ending), now.ended(new Ended(purpose, ending))));
        counter(text, "slipway_received_bytes_total", "Bytes that have come.", now.count(Count.BYTES));
        counter(text, "slipway_retries_total", "Transfers that broke and were tried again.", now.count(Count.RETRIES));
        head(text, "slipway_queued", "gauge", "Downloads that wait for their turn.");
        text.append("slipway_queued %d\n".formatted(now.queued()));
        head(text, "slipway_transfers", "gauge", "Downloads that are under way.");
        text.append("slipway_transfers %d\n".formatted(now.running().size() - now.queued()));
        head(text, "slipway_mirrors_total", "counter", "Mirrors that were asked, and how that ended.");
        text.append("slipway_mirrors_total{outcome=\"asked\"} %d\n".formatted(now.count(Count.MIRRORS_ASKED)));
        text.append("slipway_mirrors_total{outcome=\"won\"} %d\n".formatted(now.count(Count.MIRRORS_WON)));
        text.append("slipway_mirrors_total{outcome=\"lost\"} %d\n".formatted(now.count(Count.MIRRORS_LOST)));
        counter(
                text,
                "slipway_stored_total",
                "Implementations that were verified and stored.",
                now.count(Count.STORED));
        counter(text, "slipway_warnings_total", "Warnings.", now.count(Count.WARNINGS));
        head(text, "slipway_solve_seconds", "summary", "Time that solvers took.");
        text.append(
                String.format(Locale.ROOT, "slipway_solve_seconds_sum %.6f\n", now.count(Count.SOLVE_NANOS) / NANOS));
        text.append("slipway_solve_seconds_count %d\n".formatted(now.count(Count.SOLVES)));
        return text.toString();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void counter(StringBuilder text, String name, String help, long value) {
        head(text, name, "counter", help);
        text.append(name).append(' ').append(value).append('\n');
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type));
    }
}
