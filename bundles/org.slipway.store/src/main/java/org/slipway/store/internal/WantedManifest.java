package org.slipway.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.slipway.model.ManifestDigest;

/**
 * The manifest that a digest is of, where it can be known although the tree is not there. A manifest certifies itself, so it
 * may come from anywhere.
 */
record WantedManifest(ManifestDigest digest, List<Path> stores) {
    private static final long LIMIT = Math.min(64L << 20, Entries.LARGE);

    /** @param actual the manifest of a tree that is not the wanted one */
    Optional<String> find(String actual) {
        return stores.stream()
                .flatMap(store -> read(store.resolve(digest.directoryName()).resolve(".manifest")).stream())
                .filter(this::isWanted)
                .findFirst()
                .or(() -> unwrapped(actual).filter(this::isWanted));
    }

    private boolean isWanted(String manifest) {
        return ManifestScan.digest(manifest, digest.algorithm()).equals(digest);
    }

    /** Also of an entry that is not believed. */
    private static Optional<String> read(Path manifest) {
        try {
            if (!Files.isRegularFile(manifest) || Files.size(manifest) > LIMIT) return Optional.empty();
            return Optional.of(Files.readString(manifest));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Without the one directory that everything is in: what an archive has more than the tree where the feed forgot to say so. */
    private static Optional<String> unwrapped(String actual) {
        List<String> lines = actual.lines().toList();
        if (lines.isEmpty() || !lines.get(0).startsWith("D ")) return Optional.empty();
        String top = lines.get(0).substring(lines.get(0).indexOf('/'));
        return Optional.of(lines.stream()
                .skip(1)
                .map(line -> line.startsWith("D ") ? line.replaceFirst(" " + Pattern.quote(top + "/"), " /") : line)
                .map(line -> line + "\n")
                .collect(Collectors.joining()));
    }
}
