package org.slipway.settings.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.slipway.api.settings.Places;

/**
 * A file of settings: the first that there is of its name is read, the user's own is written.
 *
 * @param name in the directory {@code injector} of the configuration
 * @param section of the file that counts
 */
record SettingsFile(Places places, String name, String section) {

    Ini read() {
        for (Path config : places.configs()) {
            Path file = in(config);
            if (!Files.isRegularFile(file)) continue;
            try {
                return new Ini(section, Files.readAllLines(file));
            } catch (IOException unreadable) {
                throw new UncheckedIOException("The settings in " + file + " cannot be read", unreadable);
            }
        }
        return new Ini(section, List.of());
    }

    void save(Ini ini) throws IOException {
        Path file = in(places.config());
        Files.createDirectories(file.getParent());
        Path temporary = Files.createTempFile(file.getParent(), name + "-", ".new");
        try {
            Files.write(temporary, ini.lines());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Path in(Path config) {
        return config.resolve("injector").resolve(name);
    }
}
