package org.slipway.archives.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

import org.slipway.async.OwnedDirectory;

/** Where a program of somebody else unpacks, among the temporary files of all users. */
record Workbench(OwnedDirectory directory) implements AutoCloseable {
    private static final String PREFIX = "slipway-unpack-";

    /** What those have left who were killed goes. */
    static Workbench in(Path temporary) throws IOException {
        Workbench made = new Workbench(OwnedDirectory.make(temporary, PREFIX));
        try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path one : all) made.tidyUp(one);
            return made;
        } catch (IOException | RuntimeException unreadable) {
            made.close();
            throw unreadable;
        }
    }

    Path resolve(String name) {
        return directory.path().resolve(name);
    }

    private void tidyUp(Path other) {
        try {
            if (isOurs(other) && OwnedDirectory.isAbandoned(other, now())) delete(other);
        } catch (IOException stays) {
            // What it has started may still write there: a later run deletes it.
        }
    }

    /** By the clock of the file system, as the age of the others is. */
    private Instant now() throws IOException {
        return attributes(directory.path()).lastModifiedTime().toInstant();
    }

    /** In another's, all can become something else while it is looked at. */
    private boolean isOurs(Path other) throws IOException {
        PosixFileAttributes our = attributes(directory.path());
        PosixFileAttributes its = attributes(other);
        return its.isDirectory()
                && its.owner().equals(our.owner())
                && its.permissions().equals(our.permissions());
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            delete(directory.path());
        }
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
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
            public FileVisitResult visitFileFailed(Path closed, IOException failure) throws IOException {
                Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
                delete(closed);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
