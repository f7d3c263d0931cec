package org.slipway.cli.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;
import org.slipway.model.ManifestDigest;

/**
 * Where plug-ins are: jars, and notes of those that a signed feed has brought, which are kept in the store. What is in the
 * folders that {@code SLIPWAY_PLUGINS} lists is a plug-in, too.
 */
record PlugInFolder(Path own, List<Path> others) {
    private static final String JAR = ".jar";
    private static final String NOTE = ".plugin";

    /** @param name without its ending */
    sealed interface Entry {
        String name();

        Path file();

        record Jar(String name, Path file) implements Entry {}

        /** @param jar below the implementation's directory */
        record FromFeed(String name, Path file, String feed, ManifestDigest digest, String jar) implements Entry {}
    }

    static PlugInFolder of(Places places, Host host) {
        String listed =
                Optional.ofNullable(host.environment().get("SLIPWAY_PLUGINS")).orElse("");
        List<Path> others = Stream.of(listed.split(File.pathSeparator))
                .filter(path -> !path.isEmpty())
                .map(path -> host.workingDirectory().resolve(path))
                .toList();
        return new PlugInFolder(places.data().resolve("slipway/plugins"), others);
    }

    /** Whether there can be any: of most users there are none, and then nothing else is done. */
    boolean isThere() {
        return Files.isDirectory(own) || !others.isEmpty();
    }

    /** In the order of their names, the user's own first. */
    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<Path> folders = new ArrayList<>(List.of(own));
        folders.addAll(others);
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) continue;
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) entry(file).ifPresent(entries::add);
            }
        }
        return entries;
    }

    /** Notes that name nothing. */
    List<Path> damaged() throws IOException {
        if (!Files.isDirectory(own)) return List.of();
        List<Path> damaged = new ArrayList<>();
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.sorted().toList())
                if (file.toString().endsWith(NOTE) && entry(file).isEmpty()) damaged.add(file);
        }
        return damaged;
    }

    private static Optional<Entry> entry(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.startsWith(".") || !Files.isRegularFile(file)) return Optional.empty();
        if (name.endsWith(JAR)) return Optional.of(new Entry.Jar(without(name, JAR), file));
        return name.endsWith(NOTE) ? note(without(name, NOTE), file) : Optional.empty();
    }

    private static String without(String name, String ending) {
        return name.substring(0, name.length() - ending.length());
    }

    private static Optional<Entry> note(String name, Path file) throws IOException {
        Properties note = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            note.load(in);
        } catch (IllegalArgumentException malformed) {
            throw new IOException(file + " is no note of a plug-in: " + malformed.getMessage(), malformed);
        }
        return ManifestDigest.of(note.getProperty("digest", ""))
                .map(digest -> new Entry.FromFeed(
                        name, file, note.getProperty("feed", ""), digest, note.getProperty("jar", "")));
    }

    void addJar(String name, Path jar) throws IOException {
        make();
        Path draft = Files.copy(jar, own.resolve("." + name + ".draft"), StandardCopyOption.REPLACE_EXISTING);
        put(draft, name, JAR, NOTE);
    }

    void addNote(String name, String feed, ManifestDigest digest, String jar) throws IOException {
        make();
        Properties note = new Properties();
        note.putAll(Map.of("feed", feed, "digest", digest.directoryName(), "jar", jar));
        Path draft = own.resolve("." + name + ".draft");
        try (var out = Files.newBufferedWriter(draft)) {
            note.store(out, "A plug-in of Slipway: slipway plugin list");
        }
        put(draft, name, NOTE, JAR);
    }

    /** Whatever the umask says, nobody else writes there, nor to what is made above it. */
    private void make() throws IOException {
        if (!Files.isDirectory(own))
            Files.createDirectories(
                    own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    private void put(Path draft, String name, String ending, String other) throws IOException {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(draft, own.resolve(name + ending), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(own.resolve(name + other));
    }

    /** @return whether there was one */
    boolean remove(String name) throws IOException {
        return Files.deleteIfExists(own.resolve(name + JAR)) | Files.deleteIfExists(own.resolve(name + NOTE));
    }
}
