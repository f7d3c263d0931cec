package org.slipway.cli.internal;

import java.util.Optional;

import org.slipway.api.store.ManifestLines;

/** What a tree has at one path, by its manifest in one of the newer formats. Source: manifest specification. */
final class PathInManifest implements ManifestLines {
    private static final int FILE_FIELDS = 5;
    private static final int LINK_FIELDS = 4;
    private static final char NOTHING = '-';

    private final String path;
    private String directory = "";
    private char found = NOTHING;

    PathInManifest(String path) {
        this.path = path;
    }

    @Override
    public void add(String line) {
        String text = line.substring(0, line.length() - 1);
        char kind = text.charAt(0);
        if (kind == 'D') directory = text.substring(3) + "/";
        else if (path.equals(directory + name(text, kind))) found = kind;
    }

    private static String name(String line, char kind) {
        String[] fields = line.split(" ", kind == 'S' ? LINK_FIELDS : FILE_FIELDS);
        return fields[fields.length - 1];
    }

    /** What is wrong with it as a program; nothing if it can be run. A link may lead anywhere. */
    Optional<String> objection() {
        if (found == NOTHING) return Optional.of("is not in the archive");
        return found == 'F' ? Optional.of("is in the archive, but not executable") : Optional.empty();
    }
}
