package org.slipway.downloads.internal;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.slipway.async.Done;

/**
 * The folders on the disk, and who has them. All of it off the loop.
 *
 * <p>A folder is made, locked and deleted only under the directory's own lock, which is held for moments: else a process
 * could lock a file that another one has just deleted, and two would have the same folder.
 */
final class SpoolDirectory {
    /** Held as long as its folder is in use; it dies with its process. */
    private static final String LOCK = "lock";
    /** In a file of its own: to close a file that this process has locked would let go of the lock. */
    private static final String OWNER = "owner";

    /**
     * The folders that this process has, whichever of its platforms. Such a one is not opened: the system takes all of a
     * process's locks on a file away when the process closes that file once. Who has forgotten one has it no more.
     */
    private static final Map<Path, WeakReference<FileChannel>> OURS = new HashMap<>();

    private static final WeakReference<FileChannel> NOBODYS = new WeakReference<>(null);

    private final Path root;

    SpoolDirectory(Path root) {
        this.root = root;
    }

    /** How an attempt to get a folder ended. */
    sealed interface Attempt {
        record Taken(FileChannel lock) implements Attempt {}

        /** @param owner the process that has it */
        record Held(long owner) implements Attempt {}

        default <R> R fold(Function<Taken, R> taken, Function<Held, R> held) {
            return this instanceof Taken t ? taken.apply(t) : held.apply((Held) this);
        }
    }

    Path folder(String name) {
        return root.resolve(name);
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T alone(Work<T> work) throws IOException {
        createPrivate(root);
        synchronized (SpoolDirectory.class) {
            try (FileChannel channel = open(root.resolve("." + LOCK))) {
                channel.lock();
                return work.run();
            }
        }
    }

    Attempt take(String name) throws IOException {
        return alone(() -> {
            Path folder = createPrivate(folder(name));
            if (isOurs(folder)) return new Attempt.Held(owner(folder));
            FileChannel lock = open(folder.resolve(LOCK));
            try {
                if (!isFree(lock)) {
                    lock.close();
                    return new Attempt.Held(owner(folder));
                }
                Files.writeString(
                        folder.resolve(OWNER),
                        Long.toString(ProcessHandle.current().pid()));
                OURS.put(folder, new WeakReference<>(lock));
                return new Attempt.Taken(lock);
            } catch (IOException failed) {
                lock.close();
                throw failed;
            }
        });
    }

    private static boolean isOurs(Path folder) {
        FileChannel lock = OURS.getOrDefault(folder, NOBODYS).get();
        return lock != null && lock.isOpen();
    }

    private static boolean isFree(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException ofAnotherPlatformInThisProcess) {
            return false;
        }
    }

    private static long owner(Path folder) throws IOException {
        try {
            return Long.parseLong(Files.readString(folder.resolve(OWNER)).strip());
        } catch (NoSuchFileException | NumberFormatException justBeginning) {
            return 0;
        }
    }

    /** The folder stays if there is something of a part in it. */
    Done giveBack(String name, Attempt.Taken taken) throws IOException {
        return alone(() -> {
            try {
                if (!hasParts(folder(name))) delete(folder(name));
                return Done.DONE;
            } finally {
                OURS.remove(folder(name));
                taken.lock().close();
            }
        });
    }

    /** By who has it. */
    Done empty(String name) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder(name), "*.{bytes,state}")) {
            for (Path part : parts) Files.deleteIfExists(part);
        }
        return Done.DONE;
    }

    private static boolean hasParts(Path folder) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.bytes")) {
            for (Path part : parts) if (Files.size(part) > 0) return true;
            return false;
        }
    }

    /** Deletes the folders in which nothing has changed since a time and that nobody has. */
    Done deleteOld(Instant before) throws IOException {
        return alone(() -> {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
                for (Path folder : folders) if (isOld(folder, before)) deleteUnlessHeld(folder);
            }
            return Done.DONE;
        });
    }

    /** Who has it may be making and deleting files in it. */
    private static boolean isOld(Path folder, Instant before) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) if (!modified(file).isBefore(before)) return false;
            return modified(folder).isBefore(before);
        } catch (NoSuchFileException inUse) {
            return false;
        }
    }

    private static Instant modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    private static void deleteUnlessHeld(Path folder) throws IOException {
        if (isOurs(folder)) return;
        try (FileChannel lock = open(folder.resolve(LOCK))) {
            if (isFree(lock)) delete(folder);
        }
    }

    /** There are only files in it. */
    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }

    /** What is downloaded may be private. */
    private static Path createPrivate(Path directory) throws IOException {
        Files.createDirectories(directory.getParent());
        try {
            return Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException there) {
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) return directory;
            throw there;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }
}
