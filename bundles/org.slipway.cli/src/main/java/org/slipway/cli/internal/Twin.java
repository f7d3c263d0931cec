package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

import org.slipway.api.settings.Places;

/**
 * A directory that has what the user's own directories have, for the time of a dry run.
 *
 * @param before what was copied, and when it was changed last
 */
record Twin(TwinPlaces places, Map<Path, FileTime> before) {

    /** @param temporary where it is made */
    static Twin of(Places real, Path temporary) throws IOException {
        TwinPlaces places = new TwinPlaces(real, Files.createTempDirectory(temporary, "slipway-dry-run-"));
        Twin twin = new Twin(places, new TreeMap<>());
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

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) return;
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
                copyFile(file, to.resolve(from.relativize(file)));
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
    private static void copyFile(Path file, Path to) throws IOException {
        if (Files.isDirectory(file)) copy(file, to);
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

    private static java.nio.file.attribute.FileAttribute<?> closed() {
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

    /** What cannot be deleted stays in the directory for temporary files. */
    void delete() {
        try {
            Files.walkFileTree(places.root(), new SimpleFileVisitor<>() {
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
