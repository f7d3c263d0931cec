package org.slipway.settings.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The environment as the caller of {@code bin/slipway} has it. The script runs the JVM under {@code LC_ALL=C.UTF-8}, adds
 * variables of its own, and hands over what it has replaced as {@code SLIPWAY_CALLER_NAME}.
 */
final class CallerEnvironment {
    private static final Set<String> ADDED = Set.of("SLIPWAY_NAME", "SLIPWAY_TTY");
    private static final String REPLACED = "SLIPWAY_CALLER_";

    private CallerEnvironment() {}

    static Map<String, String> of(Map<String, String> process) {
        if (process.keySet().stream().noneMatch(CallerEnvironment::isOfScript)) return Map.copyOf(process);
        Map<String, String> caller = new HashMap<>(process);
        caller.keySet().removeIf(CallerEnvironment::isOfScript);
        caller.remove("LC_ALL");
        process.forEach((name, value) -> {
            if (name.startsWith(REPLACED)) caller.put(name.substring(REPLACED.length()), value);
        });
        return Map.copyOf(caller);
    }

    private static boolean isOfScript(String name) {
        return ADDED.contains(name) || name.startsWith(REPLACED);
    }
}
