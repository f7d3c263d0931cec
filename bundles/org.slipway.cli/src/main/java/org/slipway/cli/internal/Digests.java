package org.slipway.cli.internal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.slipway.api.store.Store;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/** What people type for digests. */
final class Digests {
    private Digests() {}

    /** {@code ALG=VALUE} is accepted for every algorithm, as the reference does. */
    static ManifestDigest typed(String text) throws Complaint {
        for (Algorithm algorithm : Algorithm.values()) {
            if (!text.startsWith(algorithm.text() + "=") && !text.startsWith(algorithm.text() + "_")) continue;
            String value = text.substring(algorithm.text().length() + 1);
            if (!algorithm.accepts(value))
                throw new Complaint("'" + text + "' is not a " + algorithm.text() + " digest");
            return new ManifestDigest(algorithm, value);
        }
        throw new Complaint("'" + text + "' is no digest: write ALGORITHM=VALUE, such as sha256new_...");
    }

    /** That which a directory is named by. */
    static ManifestDigest named(Path directory) throws Complaint {
        return ManifestDigest.of(name(directory))
                .orElseThrow(() -> new Complaint("'" + name(directory)
                        + "' is not the name of an implementation: it must be a digest, such as sha256new_..."));
    }

    static String name(Path directory) {
        Path name = directory.toAbsolutePath().normalize().getFileName();
        return name == null ? "/" : name.toString();
    }

    static Path stored(ManifestDigest digest, Store store) throws Complaint {
        return store.find(List.of(digest))
                .orElseThrow(() -> new Complaint("There is no " + digest + " in any store. Looked in:\n- "
                        + store.directories().stream().map(Path::toString).collect(Collectors.joining("\n- "))));
    }

    static Algorithm algorithm(String name) throws Complaint {
        return Algorithm.of(name)
                .orElseThrow(() -> new Complaint("There is no algorithm '" + name + "': use one of "
                        + Arrays.stream(Algorithm.values()).map(Algorithm::text).collect(Collectors.joining(", "))));
    }

    /** The algorithm that a name begins with, whatever follows. */
    static Optional<Algorithm> prefix(String name) {
        return Arrays.stream(Algorithm.values())
                .filter(algorithm -> name.startsWith(algorithm.text() + (algorithm == Algorithm.SHA256NEW ? "_" : "=")))
                .findFirst();
    }
}
