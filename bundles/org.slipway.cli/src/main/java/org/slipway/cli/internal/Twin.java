package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.slipway.api.settings.Places;

/**
 * A directory that has what the user's own directories have, for the time of a dry run.
 *
 * @param lock held as long as somebody works with it
 * @param before what was copied, and when it was changed last
 */
record Twin(TwinPlaces places, FileChannel lock, Map<Path, FileTime> before) {
    private static final String PREFIX = "slipway-dry-run-";
    private static final String LOCK = ".lock";

    /** Somebody may have made it and not locked it yet. */
    private static final Duration BIRTH = Duration.ofMinutes(1);

    /** @param temporary where it is made */
    static Twin of(Places real, Path temporary) throws IOException {
        deleteAbandoned(temporary);
        Path root = Files.createTempDirectory(temporary, PREFIX);
        FileChannel lock =
                FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        TwinPlaces places = new TwinPlaces(real, root);
        Twin twin = new Twin(places, lock, new TreeMap<>());
        try {
            copy(real.config(), places.config());
            copy(real.data().resolve("slipway"), places.data().resolve("slipway"));
            twin.before.putAll(twin.now());
            return twin;
        } catch (IOException failed) {
            twin.delete();
            throw failed;
        }
    }

    /** What those have left who were killed. */
    private static void deleteAbandoned(Path temporary) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path one : all) if (isAbandoned(one)) delete(one);
        }
    }

    private static boolean isAbandoned(Path root) {
        try {
            if (Files.getLastModifiedTime(root).toInstant().plus(BIRTH).isAfter(Instant.now())) return false;
            try (FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                return free != null;
            }
        } catch (IOException | OverlappingFileLockException somebodys) {
            return false;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) copy(from.toRealPath(), to, List.of());
    }

    /** @param through where the links are that have led here */
    private static void copy(Path from, Path to, List<Path> through) throws IOException {
        Files.createDirectories(to);
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (!directory.equals(from)) Files.createDirectory(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                copyFile(file, to.resolve(from.relativize(file)), through);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException denied) throws IOException {
                Files.createDirectory(to.resolve(from.relativize(path)), closed());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Path made = to.resolve(from.relativize(directory));
                Files.setPosixFilePermissions(made, Files.getPosixFilePermissions(directory));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** A link becomes what it leads to; what cannot be read is as little readable here. */
    private static void copyFile(Path file, Path to, List<Path> through) throws IOException {
        if (Files.isDirectory(file)) copyLinked(file, to, through);
        else if (Files.isRegularFile(file)) {
            try {
                Files.copy(file, to);
                Files.setLastModifiedTime(to, Files.getLastModifiedTime(file));
                Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(file));
            } catch (AccessDeniedException denied) {
                Files.createFile(to, closed());
            }
        }
    }

    /** A link back to where it is has no end, and is taken for empty. */
    private static void copyLinked(Path link, Path to, List<Path> through) throws IOException {
        Path target = link.toRealPath();
        List<Path> links = new ArrayList<>(through);
        links.add(link);
        if (links.stream().anyMatch(one -> one.startsWith(target))) Files.createDirectories(to);
        else copy(target, to, links);
    }

    private static FileAttribute<?> closed() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------"));
    }

    /** Every file and directory of it, in the order of their names. */
    Map<Path, FileTime> now() throws IOException {
        Map<Path, FileTime> now = new TreeMap<>();
        Files.walkFileTree(places.root(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                now.put(directory, attributes.lastModifiedTime());
                boolean implementation = directory.getParent().endsWith("cache/implementations");
                return implementation ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                now.put(file, attributes.lastModifiedTime());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException denied) {
                return FileVisitResult.CONTINUE;
            }
        });
        return now;
    }

    /** What cannot be deleted is left to the next dry run. */
    void delete() {
        try (lock) {
            delete(places.root());
        } catch (IOException closedAnyhow) {
            return;
        }
    }

    private static void delete(Path root) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path path, IOException denied) throws IOException {
                    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) Files.delete(path);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException leftBehind) {
            return;
        }
    }
}
