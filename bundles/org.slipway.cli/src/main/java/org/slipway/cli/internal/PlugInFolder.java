package org.slipway.cli.internal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
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
    private static final String POLICY = "policy";

    /** Equal as long as nothing has changed. */
    sealed interface Entry {
        /** Without its ending. */
        String name();

        Path file();

        record Jar(String name, Path file, FileTime changed) implements Entry {}

        /**
         * @param jar below the implementation's directory
         * @param hasPolicy whether it has rules for whom to trust
         */
        record FromFeed(
                String name,
                Path file,
                FileTime changed,
                String feed,
                ManifestDigest digest,
                Path jar,
                boolean hasPolicy)
                implements Entry {}

        /**
         * What may be one, or have some in it, and cannot be read.
         *
         * @param problem says which file it is, and what is wrong with it
         * @param hasNotes whether it is a note, or may have some in it, and so may need what is in the store
         */
        record Damaged(String name, Path file, String problem, boolean hasNotes) implements Entry {}
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
        return !isAbsent(own) || !others.isEmpty();
    }

    /** What may be there, behind a link or a closed door, is not absent. */
    private static boolean isAbsent(Path file) {
        return Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** In the order of their names, the user's own first. */
    List<Entry> entries() {
        return Stream.concat(Stream.of(own), others.stream())
                .distinct()
                .map(PlugInFolder::entries)
                .flatMap(List::stream)
                .toList();
    }

    private static List<Entry> entries(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .map(PlugInFolder::entry)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (NotDirectoryException file) {
            return damaged(folder, new IOException(folder + " is no directory"), false).stream()
                    .toList();
        } catch (IOException unreadable) {
            return damaged(folder, unreadable, true).stream().toList();
        } catch (UncheckedIOException unreadable) {
            return damaged(folder, unreadable.getCause(), true).stream().toList();
        }
    }

    static Optional<Entry> entry(Path file) {
        String name = file.getFileName().toString();
        try {
            if (name.startsWith(".")) return Optional.empty();
            if (name.endsWith(NOTE)) return Optional.of(note(file));
            boolean isJar = name.endsWith(JAR) && Files.isRegularFile(file);
            return isJar ? Optional.of(jar(file)) : Optional.empty();
        } catch (IOException unreadable) {
            return damaged(file, unreadable, name.endsWith(NOTE));
        }
    }

    /** What has gone meanwhile is nothing. */
    private static Optional<Entry> damaged(Path file, IOException problem, boolean hasNotes) {
        if (isAbsent(file)) return Optional.empty();
        return Optional.of(new Entry.Damaged(name(file), file, FileSentences.of(problem), hasNotes));
    }

    private static Entry jar(Path file) throws IOException {
        return new Entry.Jar(name(file), file, Files.getLastModifiedTime(file));
    }

    private static Entry note(Path file) throws IOException {
        FileTime changed = Files.getLastModifiedTime(file);
        // Whoever opens a pipe waits for somebody to write to it.
        if (!Files.isRegularFile(file)) throw new IOException(file + " is no file");
        try (var in = Files.newBufferedReader(file)) {
            Properties note = new Properties();
            note.load(in);
            ManifestDigest digest = ManifestDigest.of(note.getProperty("digest", ""))
                    .orElseThrow(() -> new IOException(file + " does not say which implementation it is for"));
            Path jar = Path.of(note.getProperty("jar", ""));
            boolean hasPolicy = Boolean.parseBoolean(note.getProperty(POLICY));
            return new Entry.FromFeed(name(file), file, changed, note.getProperty("feed", ""), digest, jar, hasPolicy);
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            throw new IOException(file + " is no note of a plug-in", malformed);
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        for (String ending : List.of(JAR, NOTE))
            if (name.endsWith(ending)) return name.substring(0, name.length() - ending.length());
        return name;
    }

    /** How what is in the way is got out of it. */
    String remedy(Entry entry) {
        Path file = entry.file();
        if (own.equals(file.getParent())) return "Put it right, or take it away: slipway plugin remove " + entry.name();
        if (own.equals(file)) return "Put it right, or take it away";
        return others.contains(file)
                ? "Put it right, or take it out of SLIPWAY_PLUGINS"
                : "Put it right, or take its folder out of SLIPWAY_PLUGINS";
    }

    void addJar(String name, Path jar) throws IOException {
        make();
        Path draft = Files.copy(jar, own.resolve("." + name + ".draft"), StandardCopyOption.REPLACE_EXISTING);
        put(draft, name, JAR, NOTE);
    }

    void addNote(String name, String feed, ManifestDigest digest, String jar, boolean hasPolicy) throws IOException {
        make();
        Properties note = new Properties();
        if (hasPolicy) note.setProperty(POLICY, "true");
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
