package org.slipway.container.internal;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import org.slipway.api.monitor.Event;
import org.slipway.api.transport.NetworkProblem;

/**
 * The parts of an event by their names: numbers, texts, lists of texts. Times are in milliseconds, URIs without logins, and
 * what is absent is left out.
 */
final class EventParts {
    private EventParts() {}

    static Map<String, Object> of(Event event) {
        Map<String, Object> parts = new TreeMap<>();
        if (!event.getClass().isRecord()) return parts;
        for (RecordComponent part : event.getClass().getRecordComponents()) {
            try {
                put(parts, part.getName(), part.getAccessor().invoke(event));
            } catch (ReflectiveOperationException hidden) {
                // Of another's event only what everybody may see.
            }
        }
        return parts;
    }

    private static void put(Map<String, Object> parts, String name, Object value) {
        if (value instanceof Optional<?> some) some.ifPresent(it -> put(parts, name, it));
        else if (value instanceof OptionalLong some) some.ifPresent(it -> parts.put(name, it));
        else if (value instanceof NetworkProblem problem) {
            parts.put(name, problem.kind().name());
            parts.put(name + ".uri", Shown.uri(problem.uri()));
            parts.put(name + ".detail", problem.detail());
        } else parts.put(name, simple(value));
    }

    private static Object simple(Object value) {
        if (value instanceof Number) return value;
        if (value instanceof URI uri) return Shown.uri(uri);
        if (value instanceof Duration time) return time.toMillis();
        if (value instanceof Enum<?> one) return one.name();
        if (value instanceof Collection<?> many)
            return many.stream().map(String::valueOf).toList();
        return String.valueOf(value);
    }
}
