package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Whether a file system notes when files are read, which whoever has mounted it may have forbidden. */
final class AccessTimes {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final int POINT = 4;
    private static final int OPTIONS = 5;

    private AccessTimes() {}

    /** Yes, where nobody says otherwise. */
    static boolean areNoted(Path directory) throws IOException {
        return !Files.isReadable(MOUNTS) || areNoted(directory.toRealPath(), Files.readAllLines(MOUNTS));
    }

    /** @param mounts as Linux has them; what is mounted later covers what was there */
    static boolean areNoted(Path directory, List<String> mounts) {
        NavigableMap<Integer, String> options = new TreeMap<>();
        for (String mount : mounts) {
            String[] fields = mount.split(" ");
            if (fields.length <= OPTIONS) continue;
            Path point = Path.of(unescaped(fields[POINT]));
            if (directory.startsWith(point)) options.put(point.getNameCount(), fields[OPTIONS]);
        }
        Map.Entry<Integer, String> innermost = options.lastEntry();
        return innermost == null || !List.of(innermost.getValue().split(",")).contains("noatime");
    }

    private static String unescaped(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
