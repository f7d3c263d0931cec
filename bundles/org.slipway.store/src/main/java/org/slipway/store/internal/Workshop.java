package org.slipway.store.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

import org.slipway.async.OwnedDirectory;

/** A private directory beside the entries of a store in which one draft is built. */
final class Workshop implements AutoCloseable {
    /** In it lies what has lost its name to something better, or for ever, until no program runs in it any more. */
    static final String OLD = "old";

    private static final String PREFIX = ".slipway-";

    private final OwnedDirectory directory;

    private Workshop(OwnedDirectory directory) {
        this.directory = directory;
    }

    static Workshop open(Path store) throws IOException {
        return new Workshop(OwnedDirectory.make(store, PREFIX));
    }

    /** Whether it is ours and no entry. */
    static boolean isOurs(Path inStore) {
        String name = inStore.getFileName().toString();
        return name.equals(StoreLock.NAME) || name.startsWith(PREFIX);
    }

    Path resolve(String name) {
        return directory.path().resolve(name);
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            delete(directory.path());
        } catch (IOException stays) {
            throw Disk.unwritable(directory.path(), stays);
        }
    }

    /** Unless somebody is in what is old: then a later run does it. */
    private static void delete(Path directory) throws IOException {
        Path old = directory.resolve(OLD);
        if (Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS) && Occupants.areIn(old)) return;
        OwnedDirectory.delete(directory);
    }

    /** Removes what processes that are gone have left in a store. */
    static void cleanUp(Path store, Instant now) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(store, PREFIX + "*")) {
            for (Path leftover : leftovers) cleanUpOne(leftover, now);
        }
    }

    private static void cleanUpOne(Path leftover, Instant now) throws IOException {
        try {
            if (OwnedDirectory.isAbandoned(leftover, now)) delete(leftover);
        } catch (AccessDeniedException | NoSuchFileException notOurs) {
            // Another user's, or another process was faster: that one sees to it.
        }
    }
}
