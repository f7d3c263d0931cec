package org.slipway.store.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of a manifest of any but the oldest algorithm, with the whole path of what it describes.
 *
 * @param path from the tree's root, beginning with {@code /}
 * @param text as it is there
 */
record ManifestLine(String path, String text) {

    private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

    /** Those whose path leads anywhere but down are left out. */
    static List<ManifestLine> all(String manifest) {
        List<ManifestLine> lines = new ArrayList<>();
        String directory = "";
        for (String line : manifest.split("\n")) {
            if (line.isEmpty()) continue;
            int count = line.startsWith("D ") ? 2 : line.startsWith("S ") ? 4 : 5;
            String[] fields = line.split(" ", count);
            String name = fields[fields.length - 1];
            if (line.startsWith("D ")) directory = name;
            String path = line.startsWith("D ") ? name : directory + "/" + name;
            boolean down = path.startsWith("/")
                    && List.of(path.substring(1).split("/", -1)).stream()
                            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
            if (down && fields.length == count) lines.add(new ManifestLine(path, line));
        }
        return List.copyOf(lines);
    }

    boolean isDirectory() {
        return text.startsWith("D ");
    }

    boolean isFile() {
        return text.startsWith("F ") || text.startsWith("X ");
    }

    /** What two files have in common that may be one: kind, hash, time and size. */
    String identity() {
        return text.substring(0, text.length() - name().length());
    }

    private String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Of a file or link; of a directory, and where there is no number, 0. */
    long size() {
        if (isDirectory()) return 0;
        String field = text.split(" ", 5)[isFile() ? 3 : 2];
        return SIZE.matcher(field).matches() ? Long.parseLong(field) : 0;
    }

    Path in(Path tree) {
        return tree.resolve(path.substring(1));
    }
}
