package org.slipway.packages.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is installed, from dpkg's own file: one look for all packages, until the file changes. */
final class DpkgStatus {

    /** @param mtime of the file, in seconds since 1970 */
    record State(long mtime, Map<String, List<PackageVersion>> installed) {
        List<PackageVersion> get(String name) {
            return installed.getOrDefault(name, List.of());
        }
    }

    private final Path file;
    private FileTime readAt;
    private State state;

    DpkgStatus(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    boolean isThere() {
        try {
            return Files.size(file) > 0;
        } catch (IOException none) {
            return false;
        }
    }

    synchronized State state() throws IOException {
        FileTime changed = Files.getLastModifiedTime(file);
        if (!changed.equals(readAt)) {
            state = new State(changed.toInstant().getEpochSecond(), read());
            readAt = changed;
        }
        return state;
    }

    private Map<String, List<PackageVersion>> read() throws IOException {
        Map<String, List<PackageVersion>> installed = new HashMap<>();
        // The names of maintainers are in every encoding; what is read here is ASCII.
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            Stanzas.read(lines, stanza -> {
                if (stanza.getOrDefault("Status", "").endsWith(" installed"))
                    DebianStanza.read(stanza).ifPresent(p -> installed
                            .computeIfAbsent(p.name(), name -> new ArrayList<>())
                            .add(p));
            });
        }
        return installed;
    }
}
