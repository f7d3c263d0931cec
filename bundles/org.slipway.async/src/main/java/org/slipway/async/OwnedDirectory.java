package org.slipway.async;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A private directory of this process. Its name says who made it, and a lock in it is held as long as that process lives, so
 * that what a dead one has left behind can be told and removed. For any thread.
 */
public final class OwnedDirectory implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final Pattern OWNER = Pattern.compile(".*-([0-9]{1,18})-([0-9a-f]+)-[0-9a-f]+");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration BIRTH = Duration.ofMinutes(10);
    private static final String BOOT_ID = bootId();
    /**
     * Those of this process, whichever of its platforms. Their locks are not looked at: the system takes all of a process's
     * locks on a file away when the process closes that file once. By their real paths, as there is more than one way to
     * spell where one is.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path real;
    private final FileChannel lock;

    private OwnedDirectory(Path path, Path real, FileChannel lock) {
        this.path = path;
        this.real = real;
        this.lock = lock;
    }

    /** @param prefix what its name begins with */
    public static OwnedDirectory make(Path parent, String prefix) throws IOException {
        byte[] unguessable = new byte[12];
        RANDOM.nextBytes(unguessable);
        Path path = parent.resolve(prefix + ProcessHandle.current().pid() + "-" + BOOT_ID + "-"
                + HexFormat.of().formatHex(unguessable));
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path real = path;
        FileChannel lock = null;
        try {
            real = path.toRealPath();
            lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            OPEN.add(real);
            lock.lock();
            return new OwnedDirectory(path, real, lock);
        } catch (IOException failed) {
            OPEN.remove(real);
            if (lock != null) lock.close();
            Files.deleteIfExists(path.resolve(LOCK));
            Files.delete(path);
            throw failed;
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** From now on it is nobody's. Whoever has filled it deletes it before. */
    @Override
    public void close() throws IOException {
        OPEN.remove(real);
        lock.close();
    }

    /**
     * Whether the process that has made a directory is gone. A living one is about to lock a young directory, if it has not
     * yet. A dead one holds no lock; but one of another name space of processes only looks dead, and does.
     *
     * @param directory in which nobody can write who is not believed
     */
    public static boolean isAbandoned(Path directory, Instant now) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) || OPEN.contains(directory.toRealPath()))
            return false;
        Matcher owner = OWNER.matcher(directory.getFileName().toString());
        // Another boot may also be another machine, with which the disk is shared.
        if (!owner.matches() || !owner.group(2).equals(BOOT_ID)) return isUnlocked(directory.resolve(LOCK));
        boolean alive = isAlive(Long.parseLong(owner.group(1)));
        boolean young =
                Files.getLastModifiedTime(directory).toInstant().plus(BIRTH).isAfter(now);
        return !(alive && young) && isUnlocked(directory.resolve(LOCK));
    }

    /**
     * Deletes a file, link or directory with everything in it, also in closed directories; nothing that a link leads to, nor
     * what is mounted there: that is an error.
     *
     * @param tree in which nobody can write who is not believed
     */
    public static void delete(Path tree) throws IOException {
        if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) deleteAllIn(tree);
        Files.deleteIfExists(tree);
    }

    private static void deleteAllIn(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        for (Path one : list(directory)) {
            if (Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)
                    && !device(one).equals(device(directory)))
                throw new FileSystemException(one.toString(), null, "something is mounted there");
            delete(one);
        }
    }

    /** Not open while all below is deleted: there may be more levels than a process may have files. */
    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static Object device(Path directory) throws IOException {
        return Files.getAttribute(directory, "unix:dev", LinkOption.NOFOLLOW_LINKS);
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
