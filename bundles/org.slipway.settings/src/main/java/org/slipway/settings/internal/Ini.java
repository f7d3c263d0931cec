package org.slipway.settings.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file of {@code [sections]} with {@code name = value} lines. Changing one value leaves every other line as it is. */
final class Ini {
    private static final String GLOBAL = "[global]";

    private final List<String> lines;

    Ini(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    List<String> lines() {
        return lines;
    }

    Optional<String> get(String name) {
        int at = find(name);
        return at < 0 ? Optional.empty() : Optional.of(value(lines.get(at)));
    }

    Ini with(String name, String value) {
        List<String> changed = new ArrayList<>(lines);
        String line = name + " = " + value;
        int at = find(name);
        int section = section();
        if (at >= 0) {
            changed.set(at, line);
        } else if (section >= 0) {
            changed.add(section + 1, line);
        } else {
            changed.add(GLOBAL);
            changed.add(line);
        }
        return new Ini(changed);
    }

    private int section() {
        for (int i = 0; i < lines.size(); i++) if (lines.get(i).strip().equals(GLOBAL)) return i;
        return -1;
    }

    private int find(String name) {
        int section = section();
        if (section < 0) return -1;
        for (int i = section + 1; i < lines.size(); i++) {
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
