package org.slipway.store.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What differs between two manifests of one algorithm, path by path. */
final class Differences {
    private Differences() {}

    static List<String> between(String expected, String actual) {
        Map<String, String> wanted = byPath(expected);
        Map<String, String> found = byPath(actual);
        List<String> differences = new ArrayList<>();
        wanted.forEach((path, line) -> {
            String other = found.get(path);
            if (other == null) differences.add("missing: " + path);
            else if (!other.equals(line)) differences.add("changed: " + path);
        });
        found.keySet().stream()
                .filter(path -> !wanted.containsKey(path))
                .forEach(path -> differences.add("added: " + path));
        return List.copyOf(differences);
    }

    /** That of the path that comes first. */
    static Optional<String> first(String expected, String actual) {
        return between(expected, actual).stream()
                .min(Comparator.comparing(difference -> difference.substring(difference.indexOf('/'))));
    }

    private static Map<String, String> byPath(String manifest) {
        Map<String, String> lines = new TreeMap<>();
        String directory = "";
        for (String line : manifest.split("\n")) {
            if (line.isEmpty()) continue;
            if (line.startsWith("D ")) {
                directory = line.substring(line.indexOf('/'));
                lines.put(directory + "/", line);
            } else {
                String[] fields = line.split(" ", line.startsWith("S ") ? 4 : 5);
                lines.put(directory + "/" + fields[fields.length - 1], line);
            }
        }
        return lines;
    }
}
