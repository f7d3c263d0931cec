package org.slipway.settings.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slipway.api.settings.Places;

/**
 * A file of settings: the first that there is of its name is read, the user's own is written.
 *
 * @param name in the directory {@code injector} of the configuration
 * @param section of the file that counts
 * @param before what counts before it
 */
record SettingsFile(Places places, String name, String section, Configured before) {

    Ini read() {
        try {
            return new Ini(section, lines(), before);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The settings cannot be read", unreadable);
        }
    }

    private List<String> lines() throws IOException {
        Optional<Path> file = file();
        if (file.filter(Files::isDirectory).isPresent())
            throw new FileSystemException(file.get().toString(), null, "Is a directory");
        try {
            return file.isPresent() ? Files.readAllLines(file.get()) : List.of();
        } catch (CharacterCodingException noText) {
            throw new IOException(file.get() + " is no text in UTF-8", noText);
        }
    }

    private Optional<Path> file() {
        return places.configs().stream().map(this::in).filter(Files::exists).findFirst();
    }

    /** Says what is wrong with a value; empty if nothing is. */
    interface Judge {
        Optional<String> complaint(String name, String value);
    }

    /** What cannot be understood of the file, and of this section: a sentence each, with file and line. */
    List<String> problems(Judge judge) throws IOException {
        List<String> problems = new ArrayList<>();
        String current = "";
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int equals = line.indexOf('=');
            Optional<String> complaint = Optional.empty();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) continue;
            if (line.startsWith("[") && line.endsWith("]")) current = line.substring(1, line.length() - 1);
            else if (equals <= 0) complaint = Optional.of("'" + line + "' is neither [SECTION] nor NAME = VALUE");
            else if (current.equals(section))
                complaint = judge.complaint(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            int number = i + 1;
            complaint.ifPresent(why -> problems.add(file().orElseThrow() + ", line " + number + ": " + why));
        }
        return problems;
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
