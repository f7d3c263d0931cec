package org.slipway.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

import org.slipway.model.ManifestDigest;

/**
 * The manifest that a digest is of, where it can be known although the tree is not there. A manifest certifies itself, so it
 * may come from anywhere.
 */
record WantedManifest(ManifestDigest digest, List<Path> stores) {
    private static final long LIMIT = 1L << 30;

    /** One that has it, whether or not that is believed. */
    Optional<Path> entry() {
        return stores.stream()
                .map(store -> store.resolve(digest.directoryName()))
                .filter(this::isWanted)
                .findFirst();
    }

    /** @param actual the manifest of a tree that is not the wanted one */
    Optional<String> firstDifference(Path actual) throws IOException {
        for (Path store : stores) {
            Path entry = store.resolve(digest.directoryName());
            if (!isWanted(entry)) continue;
            try (LineReader wanted = LineReader.open(entry.resolve(Entries.MANIFEST));
                    LineReader lines = LineReader.open(actual)) {
                return Differences.first(wanted, lines, digest.algorithm());
            } catch (IOException unreadable) {
                // Another store may have it as well; and the tree is the wrong one even if nobody knows where it
                // differs.
            }
        }
        return wrapping(actual);
    }

    /** Also that of an entry that is not believed. */
    private boolean isWanted(Path entry) {
        try {
            return Files.exists(entry)
                    && Entries.manifestSize(entry) <= LIMIT
                    && Entries.ownDigest(entry, digest.algorithm()).equals(Optional.of(digest));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The one directory that everything is in: what an archive has more than the tree where the feed forgot to say so. */
    private Optional<String> wrapping(Path actual) throws IOException {
        try (LineReader lines = LineReader.open(actual)) {
            String first = lines.next().orElse("");
            if (!first.startsWith("D ")) return Optional.empty();
            String top = ManifestLine.ROOT.following(first).path();
            MessageDigest unwrapped = Hashes.digest(digest.algorithm());
            for (Optional<String> line; (line = lines.next()).isPresent(); )
                unwrapped.update((without(top, line.get()) + "\n").getBytes(UTF_8));
            return Hashes.named(digest.algorithm(), unwrapped.digest()).equals(digest)
                    ? Optional.of("added: " + top + "/")
                    : Optional.empty();
        }
    }

    private static String without(String top, String line) {
        int at = line.startsWith("D ") ? line.indexOf(" " + top + "/") : -1;
        return at < 0 ? line : line.substring(0, at + 1) + line.substring(at + 1 + top.length());
    }
}
