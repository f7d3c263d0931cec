package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

import org.slipway.api.archive.BadArchive;

/**
 * Another stream, read on another thread some way ahead, so that to decompress and to write take as long as the slower of the
 * two alone. What that thread meets is met here where the bytes before it have been read.
 */
final class Ahead extends BulkStream {
    /** To wake who reads takes long, so that it is not to happen too often. */
    static final int CHUNK = 256 * 1024;

    private static final int CHUNKS = 4;
    /** In bytes. */
    static final long LEAST_ROOM = CHUNKS * CHUNK;

    /**
     * How far each of several streams may be ahead.
     *
     * @param spare what has been read of them, to be filled again
     */
    record Room(int chunks, Queue<byte[]> spare) {
        /** @param bytes for each */
        static Room of(long bytes) {
            return new Room((int) Math.max(CHUNKS, bytes / CHUNK), new ConcurrentLinkedQueue<>());
        }
    }

    /** Opens what is read ahead; on the other thread, which closes it, too. */
    interface Opening {
        InputStream open() throws BadArchive, IOException;
    }

    /** @param bytes nothing at the end, which {@code failure} is why, if that is something */
    private record Chunk(byte[] bytes, int length, Throwable failure) {}

    private final Opening opening;
    private final int size;
    private final BlockingQueue<Chunk> chunks;
    private final Queue<byte[]> spare;

    private Chunk current = new Chunk(new byte[0], 0, null);
    private int at;
    // Of both threads.
    private Thread reader;
    private boolean closed;

    private Ahead(Opening opening, long most, Room room) {
        this.opening = opening;
        this.size = (int) Math.max(1, Math.min(CHUNK, most));
        this.chunks = new ArrayBlockingQueue<>(room.chunks);
        this.spare = size == CHUNK ? room.spare : new ConcurrentLinkedQueue<>();
    }

    /** On a thread of its own. */
    static Ahead of(Opening opening) {
        return of(work -> thread(work).start(), opening, CHUNK, Room.of(LEAST_ROOM));
    }

    /** @param most so many bytes it may have, if that is known */
    static Ahead of(Executor threads, Opening opening, long most, Room room) {
        Ahead ahead = new Ahead(opening, most, room);
        threads.execute(ahead::run);
        return ahead;
    }

    static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "slipway-unpack");
        thread.setDaemon(true);
        return thread;
    }

    private void run() {
        if (!begin()) return;
        try {
            give(new Chunk(null, 0, readAll()));
        } catch (InterruptedException nobodyIsLeftToBeTold) {
            return;
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        if (!closed) reader = Thread.currentThread();
        return !closed;
    }

    private synchronized void end() {
        reader = null;
        notifyAll();
        // It may be for the next work of this thread otherwise.
        Thread.interrupted();
    }

    private Throwable readAll() throws InterruptedException {
        try (InputStream in = opening.open()) {
            for (int length = size; length == size; ) {
                byte[] bytes = Objects.requireNonNullElseGet(spare.poll(), () -> new byte[size]);
                length = in.readNBytes(bytes, 0, size);
                give(new Chunk(bytes, length, null));
            }
            return null;
        } catch (InterruptedException unwanted) {
            throw unwanted;
        } catch (Throwable failure) {
            return failure;
        }
    }

    /** What has just been read may have taken the interruption for its own. */
    private void give(Chunk chunk) throws InterruptedException {
        if (isClosed()) throw new InterruptedException();
        chunks.put(chunk);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) return 0;
        while (at == current.length) {
            if (current.bytes == null) return atEnd();
            if (at > 0) spare.add(current.bytes);
            current = take();
            at = 0;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current.bytes, at, buffer, offset, count);
        at += count;
        return count;
    }

    private Chunk take() throws InterruptedIOException {
        try {
            return chunks.take();
        } catch (InterruptedException stopped) {
            throw new InterruptedIOException("Stopped");
        }
    }

    private int atEnd() throws IOException {
        Throwable failure = current.failure;
        if (failure instanceof IOException unreadable) throw unreadable;
        if (failure instanceof BadArchive refused) throw new Damage(refused);
        if (failure instanceof RuntimeException defect) throw defect;
        if (failure instanceof Error grave) throw grave;
        return -1;
    }

    /** Waits until the other thread has let go of what it reads. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (reader != null) reader.interrupt();
        try {
            while (reader != null) wait();
        } catch (InterruptedException stopped) {
            throw new InterruptedIOException("Stopped");
        }
    }
}
