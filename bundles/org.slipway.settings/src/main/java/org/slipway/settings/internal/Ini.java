package org.slipway.settings.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of the {@code [sections]} of a file with {@code name = value} lines, and what counts before it. Changing one value
 * leaves every other line as it is.
 */
final class Ini {
    private final String section;
    private final List<String> lines;
    private final Configured before;

    /** @param section its name */
    Ini(String section, List<String> lines, Configured before) {
        this.section = section;
        this.lines = List.copyOf(lines);
        this.before = before;
    }

    List<String> lines() {
        return lines;
    }

    Optional<String> get(String name) {
        Optional<String> configured = before.get(name);
        int at = find(name);
        return configured.isPresent() || at < 0 ? configured : Optional.of(value(lines.get(at)));
    }

    Ini with(String name, String value) {
        List<String> changed = new ArrayList<>(lines);
        String line = name + " = " + value;
        int at = find(name);
        int head = head();
        if (at >= 0) {
            changed.set(at, line);
        } else if (head >= 0) {
            changed.add(head + 1, line);
        } else {
            changed.add("[" + section + "]");
            changed.add(line);
        }
        return new Ini(section, changed, before);
    }

    private int head() {
        for (int i = 0; i < lines.size(); i++) if (lines.get(i).strip().equals("[" + section + "]")) return i;
        return -1;
    }

    private int find(String name) {
        int head = head();
        if (head < 0) return -1;
        for (int i = head + 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("[")) return -1;
            int equals = line.indexOf('=');
            if (equals > 0 && line.substring(0, equals).strip().equals(name)) return i;
        }
        return -1;
    }

    private static String value(String line) {
        return line.substring(line.indexOf('=') + 1).strip();
    }
}
