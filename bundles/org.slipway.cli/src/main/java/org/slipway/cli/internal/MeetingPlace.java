package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.api.settings.FileOwner;
import org.slipway.api.settings.Places;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/**
 * Where a resident host and its clients meet: a directory that only the user can enter, with the socket and the token that
 * a client must know. One of them a home, since it is below its cache.
 */
record MeetingPlace(Path directory) {
    private static final int TOKEN_BYTES = 32;
    /** What a socket's address has room for, on the narrowest system. */
    private static final int LONGEST_SOCKET = 103;

    private static final String ONLY_OURS = "rwx------";
    private static final int TRIES = 10;
    private static final Duration BETWEEN = Duration.ofMillis(20);

    static MeetingPlace of(Places places) {
        return new MeetingPlace(places.cache().resolve("slipway/serve"));
    }

    /** Of the socket. */
    Path path() {
        return directory.resolve("socket");
    }

    Path tokenFile() {
        return directory.resolve("token");
    }

    /** What a client shows; nothing if no host runs. Blocks: off the loop. */
    Optional<String> token() throws Complaint, IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
        check(FileOwner.self());
        try {
            return Optional.of(Files.readString(tokenFile(), UTF_8).strip());
        } catch (NoSuchFileException nobody) {
            return Optional.empty();
        }
    }

    /** Somebody else has its lock. */
    static final class Taken extends Complaint {
        private static final long serialVersionUID = 1;

        Taken() {
            super(
                    "A host of this home runs already. 'slipway serve --status' tells of it, 'slipway serve --stop' ends it");
        }
    }

    /** As {@link #take()}, once more where a client may have the lock, to delete a dead host's socket. On the loop. */
    Promise<Held> take(Loop loop, Switch scope) {
        return take(loop, scope, TRIES);
    }

    private Promise<Held> take(Loop loop, Switch scope, int tries) {
        return loop.offLoop(this::take)
                .recoverWith(failed -> failed.getFailure() instanceof Taken && tries > 1
                        ? loop.pause(BETWEEN, scope).flatMap(x -> take(loop, scope, tries - 1))
                        : null);
    }

    /**
     * Makes it this process's, with a new token, until that is closed or the process ends. What a host that has been killed
     * has left is put away. Blocks: off the loop.
     */
    Held take() throws Complaint, IOException {
        if (path().toString().getBytes(UTF_8).length > LONGEST_SOCKET)
            throw new Complaint("No socket can be at " + path() + ": the path is too long for one. Set XDG_CACHE_HOME"
                    + " to a shorter one");
        make();
        check(FileOwner.self());
        Held held = new Held(this, lock(), newToken(), ServerSocketChannel.open(StandardProtocolFamily.UNIX));
        try {
            held.clear();
            write(held.token());
            held.socket().bind(UnixDomainSocketAddress.of(path()));
            return held;
        } catch (IOException impossible) {
            held.close();
            throw impossible;
        }
    }

    private void make() throws IOException {
        Files.createDirectories(directory.getParent());
        try {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(ONLY_OURS)));
        } catch (FileAlreadyExistsException fromBefore) {
            // Whose it is is looked at next.
        }
    }

    /** Whoever can enter here could speak for the user, and whoever owns it could answer in the host's place. */
    void check(FileOwner self) throws Complaint, IOException {
        PosixFileAttributes found =
                Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isDirectory()) throw new Complaint(directory + " is no directory of its own. Move it away");
        if (!found.owner().equals(self.user()))
            throw new Complaint(directory + " belongs to " + found.owner().getName()
                    + ", who could answer in your host's place. Move it away");
        if (!PosixFilePermissions.toString(found.permissions()).equals(ONLY_OURS))
            throw new Complaint(
                    "Others can enter " + directory + ". If you know what is there: chmod 700 " + directory);
    }

    private FileChannel lock() throws Complaint, IOException {
        FileChannel file = FileChannel.open(
                directory.resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        if (isLocked(file)) return file;
        file.close();
        throw new Taken();
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException thisVeryProcess) {
            return false;
        }
    }

    private static String newToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private void write(String token) throws IOException {
        Path draft = Files.createTempFile(directory, ".token", null);
        try {
            Files.writeString(draft, token + "\n");
            Files.move(draft, tokenFile(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** The lock's file stays: were it deleted, two could each lock one of that name. */
    record Held(MeetingPlace place, FileChannel lock, String token, ServerSocketChannel socket)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try (lock;
                    socket) {
                clear();
            }
        }

        private void clear() throws IOException {
            Files.deleteIfExists(place.tokenFile());
            Files.deleteIfExists(place.path());
        }
    }
}
