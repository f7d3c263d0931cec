package org.slipway.main;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Where the framework keeps its notes: a directory of this process alone, so that it is never stale and never shared. It is
 * locked as long as the process lives, so that what a killed one has left can be told and deleted.
 */
final class Storage implements AutoCloseable {
    private static final String PREFIX = "slipway-storage-";
    private static final String LOCK = "lock";
    private static final FileAttribute<?> FOR_ITS_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Somebody may have made it and not locked it yet. */
    private static final Duration BIRTH = Duration.ofMinutes(1);

    private final Path directory;
    private FileChannel lock;
    private boolean closed;

    Storage(Path parent) {
        this.directory = parent.resolve(PREFIX + UUID.randomUUID());
    }

    static Storage make() throws IOException {
        Path memory = Path.of("/dev/shm");
        Path parent = Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
        return make(parent, Instant.now());
    }

    static Storage make(Path parent, Instant now) throws IOException {
        deleteAbandoned(parent, now);
        Storage storage = new Storage(parent);
        // Before there is anything to delete: a signal may come at once.
        Runtime.getRuntime().addShutdownHook(new Thread(storage::close, PREFIX + "close"));
        storage.create();
        return storage;
    }

    synchronized void create() throws IOException {
        Files.createDirectory(directory(), FOR_ITS_OWNER);
        lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
    }

    /** Whoever fills it holds the monitor of this. */
    synchronized Path directory() {
        if (closed) throw new IllegalStateException("ending");
        return directory;
    }

    private static void deleteAbandoned(Path parent, Instant now) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path one : all) if (isAbandoned(one, now)) delete(one);
        }
    }

    private static boolean isAbandoned(Path directory, Instant now) {
        try {
            if (Files.getLastModifiedTime(directory).toInstant().plus(BIRTH).isAfter(now)) return false;
            Path file = directory.resolve(LOCK);
            if (!Files.exists(file)) return true;
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                return free != null;
            }
        } catch (IOException notOurs) {
            return false;
        }
    }

    /** Waits for whoever holds the monitor of this, and makes files that otherwise nobody would delete. */
    @Override
    public synchronized void close() {
        closed = true;
        delete(directory);
    }

    static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException leftBehind) {
            // Nobody reads it, and the next start of the machine deletes it.
        }
    }
}
