package org.slipway.store.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private directory beside the entries of a store in which one draft is built. Its name says who made it, and a lock in
 * it is held as long as that process lives, so that what a dead one has left behind can be told and removed.
 */
final class Workshop implements AutoCloseable {
    /** In it lies what has lost its name to something better, or for ever, until no program runs in it any more. */
    static final String OLD = "old";

    private static final String PREFIX = ".slipway-";
    private static final String LOCK = "lock";
    private static final Pattern OWNER = Pattern.compile("\\.slipway-([0-9]{1,18})-([0-9a-f]+)-[0-9a-f]+");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration BIRTH = Duration.ofMinutes(10);
    private static final String BOOT_ID = bootId();
    /**
     * Those of this process, whichever of its platforms. Their locks are not looked at: the system takes all of a process's
     * locks on a file away when the process closes that file once. By their real paths, as there is more than one way to
     * spell where a store is.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final Path real;
    private final FileChannel lock;

    private Workshop(Path directory, Path real, FileChannel lock) {
        this.directory = directory;
        this.real = real;
        this.lock = lock;
    }

    static Workshop open(Path store) throws IOException {
        byte[] unguessable = new byte[12];
        RANDOM.nextBytes(unguessable);
        Path directory = store.resolve(PREFIX + ProcessHandle.current().pid() + "-" + BOOT_ID + "-"
                + HexFormat.of().formatHex(unguessable));
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path real = directory;
        FileChannel lock = null;
        try {
            real = directory.toRealPath();
            lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            OPEN.add(real);
            lock.lock();
            return new Workshop(directory, real, lock);
        } catch (IOException failed) {
            OPEN.remove(real);
            if (lock != null) lock.close();
            Trees.delete(directory);
            throw failed;
        }
    }

    /** Whether it is ours and no entry. */
    static boolean isOurs(Path inStore) {
        String name = inStore.getFileName().toString();
        return name.equals(StoreLock.NAME) || name.startsWith(PREFIX);
    }

    Path resolve(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try {
            delete(directory);
        } catch (IOException stays) {
            throw Disk.unwritable(directory, stays);
        } finally {
            OPEN.remove(real);
            lock.close();
        }
    }

    /** Unless somebody is in what is old: then a later run does it. */
    private static void delete(Path directory) throws IOException {
        Path old = directory.resolve(OLD);
        if (Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS) && Occupants.areIn(old)) return;
        Trees.delete(directory);
    }

    /** Removes what processes that are gone have left in a store. */
    static void cleanUp(Path store, Instant now) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(store, PREFIX + "*")) {
            for (Path leftover : leftovers) cleanUpOne(leftover, now);
        }
    }

    private static void cleanUpOne(Path leftover, Instant now) throws IOException {
        try {
            if (isAbandoned(leftover, now)) delete(leftover);
        } catch (AccessDeniedException | NoSuchFileException notOurs) {
            // Another user's, or another process was faster: that one sees to it.
        }
    }

    /**
     * A living owner is about to lock a young directory, if it has not yet. A dead one holds no lock; but one of another
     * name space of processes only looks dead, and does.
     */
    private static boolean isAbandoned(Path directory, Instant now) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) || OPEN.contains(directory.toRealPath()))
            return false;
        Matcher owner = OWNER.matcher(directory.getFileName().toString());
        // Another boot may also be another machine, with which the store is shared.
        if (!owner.matches() || !owner.group(2).equals(BOOT_ID)) return isUnlocked(directory.resolve(LOCK));
        boolean alive = isAlive(Long.parseLong(owner.group(1)));
        boolean young =
                Files.getLastModifiedTime(directory).toInstant().plus(BIRTH).isAfter(now);
        return !(alive && young) && isUnlocked(directory.resolve(LOCK));
    }

    private static boolean isAlive(long process) {
        return process == ProcessHandle.current().pid()
                || ProcessHandle.of(process).isPresent();
    }

    private static boolean isUnlocked(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return true;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    private static String bootId() {
        return bootIdFile().map(id -> id.replace("-", "").substring(0, 12)).orElse("0");
    }

    private static Optional<String> bootIdFile() {
        Path file = Path.of("/proc/sys/kernel/random/boot_id");
        try {
            return Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
