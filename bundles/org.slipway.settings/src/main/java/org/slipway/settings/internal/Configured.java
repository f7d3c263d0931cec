package org.slipway.settings.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the container's configuration says of settings; it counts before the files. Each value is as the file would have it. */
final class Configured {
    static final String PID = "org.slipway.settings";

    /** Says how the file has a value. */
    interface Written {
        /** @throws IllegalArgumentException with a sentence for the user */
        String of(String name, String value);
    }

    /** Says what counts where a value makes no sense; empty if the file does. */
    interface Instead {
        Optional<String> of(String name);
    }

    private record State(Map<String, String> values, List<String> problems) {}

    private volatile State state = new State(Map.of(), List.of());

    /** Takes another configuration in the place of the one before. */
    void take(Map<String, Object> configuration, Written written, Instead instead) {
        Map<String, String> values = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        new TreeMap<>(configuration).forEach((name, value) -> {
            String text = text(value);
            // With a dot are the properties of the component and of whoever has brought the configuration.
            if (name.contains(".") || text.isEmpty()) return;
            try {
                values.put(name, written.of(name, text));
            } catch (IllegalArgumentException nonsense) {
                problems.add("configuration " + PID + ": " + nonsense.getMessage());
                instead.of(name).ifPresent(safe -> values.put(name, safe));
            }
        });
        state = new State(Map.copyOf(values), List.copyOf(problems));
    }

    /** Forms of the container give a list of one, and nothing as an empty text. */
    private static String text(Object value) {
        if (value instanceof Collection<?> many && many.size() == 1)
            return text(many.iterator().next());
        if (value instanceof Object[] many && many.length == 1) return text(many[0]);
        return String.valueOf(value).strip();
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(state.values().get(name));
    }

    List<String> problems() {
        return state.problems();
    }
}
