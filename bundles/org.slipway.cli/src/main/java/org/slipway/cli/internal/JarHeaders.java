package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** What a jar says of itself. */
record JarHeaders(Path jar) {

    Optional<String> get(String name) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            Manifest manifest = opened.getManifest();
            return Optional.ofNullable(manifest)
                    .map(all -> all.getMainAttributes().getValue(name));
        }
    }
}
