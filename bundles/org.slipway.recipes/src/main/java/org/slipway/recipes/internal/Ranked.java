package org.slipway.recipes.internal;

import java.util.Arrays;
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

    /** A snapshot, the highest ranking first and the older before the newer. */
    static <T> List<Ranked<T>> snapshot(Collection<Map.Entry<Map<String, Object>, T>> services) {
        Comparator<Ranked<T>> highestFirst = Comparator.comparing(service -> -service.number("service.ranking"));
        return services.stream()
                .map(entry -> new Ranked<>(entry.getValue(), entry.getKey()))
                .sorted(highestFirst.thenComparing(service -> service.number("service.id")))
                .toList();
    }

    /** The values of a property that may have one or several. */
    List<String> texts(String property) {
        Object value = properties.get(property);
        Collection<?> values = value instanceof Collection<?> several
                ? several
                : value instanceof Object[] several
                        ? Arrays.asList(several)
                        : value == null ? List.of() : List.of(value);
        return values.stream().map(String::valueOf).toList();
    }

    private long number(String property) {
        return properties.get(property) instanceof Number number ? number.longValue() : 0;
    }
}
