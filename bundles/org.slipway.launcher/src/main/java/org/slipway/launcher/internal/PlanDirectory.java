package org.slipway.launcher.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.FileOwner;
import org.slipway.model.InterfaceUri;

/**
 * Where the plan for one request is. {@code bin/slipway} finds it by the same rules: below {@code app} by the name, below
 * {@code uri} by the URI, below {@code file} by the path. What is evaluated lies below a directory that only the user can
 * enter.
 */
record PlanDirectory(Path root, Path path) {
    private static final String PLAN = "=plan";
    private static final String SEAL = "=seal";
    private static final String TWINS = "=twins-";
    private static final String EXPIRY = "expiry";
    private static final String SEAL_OF_TWINS = "seal";
    private static final String NOW = "now";
    private static final int LONGEST = 2000;
    /** Long ago, so that the next change gives a plan another time for every shell. */
    private static final FileTime SEALED = FileTime.from(Instant.ofEpochSecond(1_000_000_000));

    static PlanDirectory app(Path cache, String name) {
        return in(cache, "app/" + name);
    }

    static PlanDirectory uri(Path cache, InterfaceUri uri) {
        return in(cache, uri.text().startsWith("/") ? "file" + uri.text() : "uri/" + uri.text());
    }

    private static PlanDirectory in(Path cache, String name) {
        return new PlanDirectory(root(cache), root(cache).resolve(name));
    }

    private static Path root(Path cache) {
        return cache.resolve("injector/slipway-plans");
    }

    /** All that have a plan. */
    static List<PlanDirectory> all(Path cache) throws IOException {
        Path root = root(cache);
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) return List.of();
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(file -> file.endsWith(PLAN) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .map(file -> new PlanDirectory(root, file.getParent()))
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    Path file() {
        return path.resolve(PLAN);
    }

    /** Nothing if it has just been forgotten. */
    Optional<String> read() throws IOException {
        try {
            return Optional.of(Files.readString(file()));
        } catch (NoSuchFileException forgotten) {
            return Optional.empty();
        }
    }

    /** A plan that looks for news writes a file whenever it is asked. */
    Instant lastUse() throws IOException {
        Instant last = Instant.EPOCH;
        for (Path twins : twins())
            for (String file : List.of(SEAL_OF_TWINS, NOW)) {
                Path written = twins.resolve(file);
                if (!Files.exists(written)) continue;
                Instant time = Files.getLastModifiedTime(written).toInstant();
                if (time.isAfter(last)) last = time;
            }
        return last;
    }

    /** Whether {@code bin/slipway} would look here. */
    boolean isReachable() {
        return !path.toString().contains("..") && path.toString().length() < LONGEST;
    }

    /** Makes a new directory for twins, and all above it; makes nothing where others could change what is in it. */
    Path make() throws IOException {
        FileOwner self = FileOwner.self();
        mustBeOf(self);
        var ours = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(root.getParent());
            Files.createDirectory(root, ours);
            mustBeOf(self);
        }
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) throw new IOException(root + " is no directory");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(path, ours);
        return Files.createTempDirectory(path, TWINS);
    }

    /** As far as it is there. What root leaves in another's home would be in that one's way. */
    private void mustBeOf(FileOwner self) throws IOException {
        boolean there = Files.exists(root, LinkOption.NOFOLLOW_LINKS);
        if (there && !Files.getOwner(root, LinkOption.NOFOLLOW_LINKS).equals(self.user()))
            throw new IOException(root + " is another's");
        Path above = root.getParent();
        while (!Files.exists(above, LinkOption.NOFOLLOW_LINKS)) above = above.getParent();
        Optional<FileOwner.Opening> opening = self.opening(above);
        if (opening.isPresent()) throw new IOException(sentence(opening.get()));
    }

    private static String sentence(FileOwner.Opening opening) {
        return opening.owner()
                .map(other -> opening.path() + " belongs to " + other)
                .orElse("others can write to " + opening.path());
    }

    /** Puts a plan in place; its seal has its time, so that one that is changed afterwards is not believed. */
    Path put(String plan, Path twins, AtomicFiles files) throws IOException {
        Path file = file();
        Path seal = path.resolve(SEAL);
        Files.deleteIfExists(seal);
        files.replace(file, plan.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setLastModifiedTime(file, SEALED);
        files.replace(seal, new byte[0]);
        Files.setLastModifiedTime(seal, SEALED);
        for (Path old : twins()) if (made(old).isBefore(made(twins))) deleteOurs(old);
        return file;
    }

    /** False if another plan has been put in place meanwhile. */
    static boolean isWhole(Path twins) {
        return Files.exists(twins.resolve(SEAL_OF_TWINS));
    }

    /** Those without a seal are being made, or are being deleted. */
    private static Instant made(Path twins) throws IOException {
        Path seal = twins.resolve(SEAL_OF_TWINS);
        try {
            return Files.getLastModifiedTime(Files.exists(seal) ? seal : twins).toInstant();
        } catch (NoSuchFileException gone) {
            return Instant.MAX;
        }
    }

    void renew(Instant until) throws IOException {
        for (Path twins : twins()) {
            Path expiry = twins.resolve(EXPIRY);
            if (Files.exists(expiry)) Files.setLastModifiedTime(expiry, FileTime.from(until));
        }
    }

    /**
     * Another name for the file, so that one that takes its place is told from it though it is as old. There is none for a
     * directory, on another file system, and for what the system does not let the user link to.
     */
    static boolean link(Path name, Path file) throws IOException {
        if (!Files.isRegularFile(file)) return false;
        try {
            Files.createLink(name, file.toRealPath());
            return true;
        } catch (FileSystemException | UnsupportedOperationException impossible) {
            return false;
        }
    }

    static void expire(Path twins, Instant when) throws IOException {
        Files.setLastModifiedTime(Files.createFile(twins.resolve(EXPIRY)), FileTime.from(when));
    }

    void forget() throws IOException {
        // Where we cannot enter, no plan is looked for.
        if (!Files.isExecutable(path)) return;
        Files.deleteIfExists(path.resolve(SEAL));
        Files.deleteIfExists(file());
        for (Path twins : twins()) deleteOurs(twins);
    }

    /** What another has left stays: no plan of ours leads to it. */
    private static void deleteOurs(Path twins) throws IOException {
        try {
            delete(twins);
        } catch (AccessDeniedException anothers) {
            return;
        }
    }

    private List<Path> twins() throws IOException {
        List<Path> all = new ArrayList<>();
        if (!Files.isDirectory(path)) return all;
        try (DirectoryStream<Path> found = Files.newDirectoryStream(path, TWINS + "*")) {
            for (Path one : found) all.add(one);
        }
        return all;
    }

    /** The seal goes first: whoever still reads sees that it is gone. */
    static void delete(Path twins) throws IOException {
        if (!Files.isDirectory(twins)) return;
        Files.deleteIfExists(twins.resolve(SEAL_OF_TWINS));
        try (DirectoryStream<Path> all = Files.newDirectoryStream(twins)) {
            for (Path one : all) Files.deleteIfExists(one);
        }
        Files.deleteIfExists(twins);
    }
}
