package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.slipway.model.ManifestDigest;

/**
 * Where Slipway is installed: a directory whose {@code bin/slipway} is the program. What an update brings lies below its
 * {@code versions}, each in a directory that is named by its digest, and {@code bin/slipway} becomes a link to the
 * program there. So the switch is one rename, and whatever runs keeps the files that it was started from.
 *
 * @param root the directory
 * @param home what runs now: the same, or in {@code versions}
 */
record Installation(Path root, Path home) {
    private static final String PROGRAM = "bin/slipway";
    /** What is read by others, who look for it at the root. */
    private static final List<String> SHARED = List.of("share", "README.md", "LICENSE");

    /** As {@code bin/slipway} says; empty for a JVM without it. */
    static Optional<Installation> ofThis() {
        Optional<Path> program =
                Optional.ofNullable(System.getProperty("slipway.program")).map(Path::of);
        Optional<Path> home =
                Optional.ofNullable(System.getProperty("slipway.home")).map(Path::of);
        if (program.isEmpty() || home.isEmpty()) return Optional.empty();
        return Optional.of(of(program.get(), home.get()));
    }

    /** Only what lies below {@code versions} by its digest is an update of another directory. */
    static Installation of(Path program, Path home) {
        Path root = home(program);
        Path versions = root.resolve("versions");
        boolean updated = home.startsWith(versions)
                && ManifestDigest.of(versions.relativize(home).getName(0).toString())
                        .isPresent();
        return new Installation(updated ? root : home, home);
    }

    Path program() {
        return root.resolve(PROGRAM);
    }

    Path versions() {
        return root.resolve("versions");
    }

    /** Why it cannot be updated here, and what to do instead. */
    Optional<String> objection() {
        if (isStored())
            return Optional.of("This Slipway is an implementation of a store, in " + root
                    + ", and what is there is never changed. Whoever runs it from its feed gets a newer one with:"
                    + " slipway update URI");
        boolean writable = Files.isWritable(root)
                && Files.isWritable(root.resolve("bin"))
                && (Files.notExists(versions(), LinkOption.NOFOLLOW_LINKS) || Files.isWritable(versions()));
        if (writable) return Optional.empty();
        return Optional.of("Slipway is installed in " + root
                + ", where you may not write. Ask who may for: " + program()
                + " self update. If a package manager has installed it, that updates it");
    }

    private boolean isStored() {
        for (Path at = root; at != null && at.getFileName() != null; at = at.getParent())
            if (ManifestDigest.of(at.getFileName().toString()).isPresent() && Files.exists(at.resolve(".manifest")))
                return true;
        return false;
    }

    /** The program in a tree that may hold a Slipway, at this path. */
    static Optional<Path> programIn(Path tree, String path) {
        Path program = tree.resolve(path).normalize();
        boolean inside = program.startsWith(tree) && program.endsWith(PROGRAM);
        if (!inside) return Optional.empty();
        Path home = home(program);
        return Files.isExecutable(program)
                        && Files.isRegularFile(home.resolve("lib/slipway.jar"))
                        && Files.isDirectory(home.resolve("bundles"))
                ? Optional.of(program)
                : Optional.empty();
    }

    private static Path home(Path program) {
        return program.getParent().getParent();
    }

    /**
     * From now on another program is started; the one before stays where it is.
     *
     * @param next in {@code versions}
     * @param version that was there before
     */
    void switchTo(Path next, String version) throws IOException {
        // Classes are kept there once they have been read.
        Files.setPosixFilePermissions(home(next).resolve("lib"), PosixFilePermissions.fromString("rwxr-xr-x"));
        if (!Files.isSymbolicLink(program())) keep(root.resolve(PROGRAM + "-" + version));
        Path link = root.resolve("bin/.slipway-next");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, program().getParent().relativize(next));
        Files.move(link, program(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What finds its home by where it lies is as good there as before. Not everybody may link to what is another's. */
    private void keep(Path name) throws IOException {
        if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) return;
        try {
            Files.createLink(name, program());
        } catch (FileSystemException | UnsupportedOperationException refused) {
            Path copy = root.resolve("bin/.slipway-before");
            Files.copy(program(), copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, name, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Completions and manual pages. */
    void share(Path next, Rewriting files) throws IOException {
        for (String name : SHARED) {
            Path from = home(next).resolve(name);
            if (!Files.exists(from)) continue;
            try (Stream<Path> all = Files.walk(from)) {
                for (Path file : all.filter(Files::isRegularFile).toList())
                    share(file, root.resolve(home(next).relativize(file)), files);
            }
        }
    }

    private static void share(Path from, Path to, Rewriting files) throws IOException {
        byte[] content = Files.readAllBytes(from);
        if (!Files.isRegularFile(to) || !Arrays.equals(content, Files.readAllBytes(to))) files.replace(to, content);
    }

    /** What an update that was cut off may have left undone. */
    void makeUp(Rewriting files) throws IOException {
        if (Files.isSymbolicLink(program())) share(current(), files);
    }

    /** What this program leads to. */
    Path current() throws IOException {
        return program().toRealPath();
    }

    boolean leadsInto(Path tree) throws IOException {
        return Files.isDirectory(tree) && current().startsWith(tree.toRealPath());
    }

    /** Makes the directory of versions, for one at a time; empty if somebody else is at it. */
    Optional<FileChannel> alone() throws IOException {
        if (!Files.isDirectory(versions()))
            Files.createDirectory(
                    versions(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        FileChannel channel =
                FileChannel.open(versions().resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() != null) return Optional.of(channel);
        channel.close();
        return Optional.empty();
    }
}
