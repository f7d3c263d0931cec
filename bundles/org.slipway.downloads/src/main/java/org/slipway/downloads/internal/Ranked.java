package org.slipway.downloads.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A service of the whiteboard with its properties.
 *
 * @param <T> the kind of service
 */
record Ranked<T>(T service, Map<String, Object> properties) {

    /** A snapshot, the highest ranking first and the older before the newer, as {@code ServiceReference} orders them. */
    static <T> List<Ranked<T>> snapshot(Collection<Map.Entry<Map<String, Object>, T>> services) {
        Comparator<Ranked<T>> highestFirst = Comparator.comparing(service -> -service.number("service.ranking"));
        return services.stream()
                .map(entry -> new Ranked<>(entry.getValue(), entry.getKey()))
                .sorted(highestFirst.thenComparing(service -> service.number("service.id")))
                .toList();
    }

    /** By which a user can tell whose it is. */
    String name() {
        return properties.get("component.name") instanceof String name
                ? name
                : service.getClass().getName();
    }

    private long number(String property) {
        return properties.get(property) instanceof Number number ? number.longValue() : 0;
    }
}
