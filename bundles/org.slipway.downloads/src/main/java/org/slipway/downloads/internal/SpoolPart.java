package org.slipway.downloads.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.Spool;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;
import org.slipway.async.Loop;

/**
 * The bytes of a part in one file, and where they come from in another. Bytes that nothing is known about do not count. What
 * is done to the files is done in the order in which it was asked for.
 */
final class SpoolPart implements Spool.Part {
    private final Loop loop;
    private final SpoolFolder folder;
    private final Path bytes;
    private final Path state;
    private Promise<?> last;

    SpoolPart(Loop loop, SpoolFolder folder, String name) {
        this.loop = loop;
        this.folder = folder;
        String token = token(name);
        this.bytes = folder.place().resolve(token + ".bytes");
        this.state = folder.place().resolve(token + ".state");
        this.last = loop.promises().resolved(Done.DONE);
    }

    private static String token(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private <T> Promise<T> inTurn(Callable<T> work) {
        Deferred<T> done = loop.promises().deferred();
        last.onResolve(() -> done.resolveWith(loop.offLoop(work)));
        last = done.getPromise();
        return done.getPromise();
    }

    /** Resolves when nothing is being done to the files. */
    Promise<Done> idle() {
        Deferred<Done> idle = loop.promises().deferred();
        last.onResolve(() -> idle.resolve(Done.DONE));
        return idle.getPromise();
    }

    @Override
    public Path file() {
        return bytes;
    }

    @Override
    public Promise<Long> length() {
        return inTurn(() -> read().isPresent() ? size() : 0);
    }

    @Override
    public Promise<Beginning> beginning(URI from) {
        return inTurn(() -> {
            Optional<PartState> known = read();
            long length = size();
            if (known.isEmpty() || length == 0) return Beginning.NONE;
            boolean same = known.get().source().equals(from.toString());
            return new Beginning(length, same ? known.get().validators() : Validators.NONE);
        });
    }

    @Override
    public void answered(URI from, Validators validators) {
        PartState now = new PartState(from.toString(), validators);
        inTurn(() -> {
            // If only half of it gets to the disk, the worst is a digest that refuses.
            if (!read().equals(Optional.of(now))) Files.write(state, now.bytes());
            return Done.DONE;
        });
    }

    @Override
    public Promise<Spool.Part> copy(String name) {
        SpoolPart other = folder.part(name);
        return idle().flatMap(x -> other.inTurn(() -> {
            other.delete();
            if (read().isEmpty() || size() == 0) return other;
            Files.copy(bytes, other.bytes, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(state, other.state, StandardCopyOption.REPLACE_EXISTING);
            return other;
        }));
    }

    @Override
    public Promise<Done> discard() {
        return inTurn(this::delete);
    }

    private Done delete() throws IOException {
        Files.deleteIfExists(state);
        Files.deleteIfExists(bytes);
        return Done.DONE;
    }

    /** A transport that has been given up may still be doing something to the file. */
    private long size() throws IOException {
        try {
            return Files.size(bytes);
        } catch (NoSuchFileException none) {
            return 0;
        }
    }

    private Optional<PartState> read() throws IOException {
        try {
            return PartState.read(Files.readAllBytes(state));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }
}
