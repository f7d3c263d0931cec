package org.slipway.packages.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The entries of a directory that has one for each package, by the package's name; read again when it changes. */
final class Entries {
    private final Path directory;
    private final Function<String, Optional<String>> name;
    private FileTime readAt;
    private Map<String, TreeSet<String>> byName = Map.of();

    /** @param name of the package that an entry is for */
    Entries(Path directory, Function<String, Optional<String>> name) {
        this.directory = directory;
        this.name = name;
    }

    /** None if the directory is not there. */
    synchronized List<String> of(String packageName) {
        try {
            FileTime changed = Files.getLastModifiedTime(directory);
            if (!changed.equals(readAt)) {
                byName = read();
                readAt = changed;
            }
        } catch (IOException none) {
            return List.of();
        }
        return List.copyOf(byName.getOrDefault(packageName, new TreeSet<>()));
    }

    private Map<String, TreeSet<String>> read() throws IOException {
        Map<String, TreeSet<String>> all = new TreeMap<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                String entry = path.getFileName().toString();
                name.apply(entry).ifPresent(of -> all.computeIfAbsent(of, any -> new TreeSet<>())
                        .add(entry));
            }
        }
        return all;
    }
}
