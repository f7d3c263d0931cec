package org.slipway.store.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a manifest of any but the oldest algorithm, with the whole path of what it describes.
 *
 * @param path from the tree's root, beginning with {@code /}
 * @param text as it is there
 */
record ManifestLine(String path, String text) {

    /** Those whose path leads anywhere but down are left out. */
    static List<ManifestLine> all(String manifest) {
        List<ManifestLine> lines = new ArrayList<>();
        String directory = "";
        for (String line : manifest.split("\n")) {
            if (line.isEmpty()) continue;
            String[] fields = line.split(" ", line.startsWith("D ") ? 2 : line.startsWith("S ") ? 4 : 5);
            String name = fields[fields.length - 1];
            if (line.startsWith("D ")) directory = name;
            String path = line.startsWith("D ") ? name : directory + "/" + name;
            boolean down = path.startsWith("/") && List.of(path.substring(1).split("/", -1)).stream()
                    .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
            if (down && fields.length > 1) lines.add(new ManifestLine(path, line));
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

    /** Of a file or link. */
    long size() {
        String[] fields = text.split(" ", 5);
        return Long.parseLong(isFile() ? fields[3] : fields[2]);
    }

    Path in(Path tree) {
        return tree.resolve(path.substring(1));
    }
}
