package org.slipway.cli.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.slipway.api.store.Manifest;

/** The files of a tree, by its manifest in one of the newer formats. Source: manifest specification. */
final class ManifestPaths {
    private static final int FILE_FIELDS = 5;
    private static final int LINK_FIELDS = 4;

    private final Map<String, Character> kinds = new HashMap<>();

    ManifestPaths(Manifest manifest) {
        String directory = "";
        for (String line : manifest.text().split("\n")) {
            if (line.isEmpty()) continue;
            char kind = line.charAt(0);
            if (kind == 'D') directory = line.substring(3) + "/";
            else kinds.put(directory + name(line, kind), kind);
        }
    }

    private static String name(String line, char kind) {
        String[] fields = line.split(" ", kind == 'S' ? LINK_FIELDS : FILE_FIELDS);
        return fields[fields.length - 1];
    }

    /** What is wrong with it as a program; nothing if it can be run. A link may lead anywhere. */
    Optional<String> objection(String path) {
        Character kind = kinds.get(path);
        if (kind == null) return Optional.of("is not in the archive");
        return kind == 'F' ? Optional.of("is in the archive, but not executable") : Optional.empty();
    }
}
