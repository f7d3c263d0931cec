package org.slipway.archives.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;

import org.slipway.async.OwnedDirectory;

/** Where a program of somebody else unpacks, among the temporary files of all users. */
record Workbench(OwnedDirectory directory) implements AutoCloseable {
    private static final String PREFIX = "slipway-unpack-";

    static Workbench in(Path temporary) throws IOException {
        Workbench made = new Workbench(OwnedDirectory.make(temporary, PREFIX));
        made.tidyUp(temporary);
        return made;
    }

    Path resolve(String name) {
        return directory.path().resolve(name);
    }

    /** What those have left who were killed goes. */
    private void tidyUp(Path temporary) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path one : all) deleteIfAbandoned(one);
        } catch (IOException | DirectoryIteratorException closed) {
            // Where anybody may write, not anybody may look.
        }
    }

    private void deleteIfAbandoned(Path other) {
        try {
            if (isOurs(other) && OwnedDirectory.isAbandoned(other, now())) OwnedDirectory.delete(other);
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
            OwnedDirectory.delete(directory.path());
        }
    }
}
