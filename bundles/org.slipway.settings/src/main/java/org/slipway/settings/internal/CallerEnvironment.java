package org.slipway.settings.internal;

import java.util.HashMap;
import java.util.Map;

/**
 * The environment as the caller of {@code bin/slipway} has it. The script runs the JVM under {@code LC_ALL=C.UTF-8}, adds
 * variables of its own, and hands over what it has replaced as {@code SLIPWAY_CALLER_NAME}.
 */
final class CallerEnvironment {
    private static final String OURS = "SLIPWAY_";
    private static final String REPLACED = "SLIPWAY_CALLER_";

    private CallerEnvironment() {}

    static Map<String, String> of(Map<String, String> process) {
        boolean byScript = process.keySet().stream().anyMatch(name -> name.startsWith(OURS));
        if (!byScript) return Map.copyOf(process);
        Map<String, String> caller = new HashMap<>(process);
        caller.keySet().removeIf(name -> name.startsWith(OURS));
        caller.remove("LC_ALL");
        process.forEach((name, value) -> {
            if (name.startsWith(REPLACED)) caller.put(name.substring(REPLACED.length()), value);
        });
        return Map.copyOf(caller);
    }
}
