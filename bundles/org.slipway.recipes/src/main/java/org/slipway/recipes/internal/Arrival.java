package org.slipway.recipes.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.async.Bell;
import org.slipway.async.Done;
import org.slipway.async.Loop;

/**
 * A file that is still coming, for who makes use of it meanwhile. The loop tells how far it has come; what reads it runs
 * apart, waits where there is no more yet, and sees a part that comes once more only where it has not read so far.
 *
 * <p>Nothing of the file is kept in memory. Who reads slowly is not left behind further than a distance: then the network has
 * to wait.
 */
final class Arrival {

    private enum End {
        OPEN,
        WHOLE,
        STOPPED
    }

    /**
     * @param file another object whenever it may be another file, also of the same name
     * @param length so many bytes of the file are there to be read
     */
    private record State(Optional<Path> file, long length, End end) {
        boolean isOf(Optional<Path> opened) {
            return file == opened;
        }
    }

    private final Loop loop;
    private final long mostAhead;
    private final Runnable torn;
    private final Deferred<Done> begun;
    /** Those who may wait. */
    private final Queue<Bell> bells = new ConcurrentLinkedQueue<>();

    private final Queue<SeekableByteChannel> channels = new ConcurrentLinkedQueue<>();
    private volatile State state = new State(Optional.empty(), 0, End.OPEN);
    private volatile boolean used;
    /** How far the one has read who wants to be followed; without one there is nothing to wait for. */
    private volatile long read = Long.MAX_VALUE;

    /** On the loop: the transfer that waits for room. */
    private Optional<Deferred<Done>> waiting = Optional.empty();

    /**
     * @param mostAhead so many bytes may be there that nobody has read yet
     * @param torn told, on the loop, that bytes may have been made use of that have come once more since
     */
    Arrival(Loop loop, long mostAhead, Runnable torn) {
        this.loop = loop;
        this.mostAhead = mostAhead;
        this.torn = torn;
        this.begun = loop.promises().deferred();
    }

    /** Resolves when there is something to be read, if there ever is. */
    Promise<Done> begun() {
        return begun.getPromise();
    }

    /** A transfer goes on from there. On the loop, as all that tells something. */
    void continues(Path file, long at) {
        change(new State(Optional.of(file), at, End.OPEN));
    }

    /** So many bytes are there. */
    void reaches(long length) {
        change(new State(state.file, length, End.OPEN));
    }

    /** All of it is there. */
    void ends(Path file, long size) {
        Optional<Path> there = state.file.filter(file::equals).isPresent() ? state.file : Optional.of(file);
        change(new State(there, size, End.WHOLE));
        release();
    }

    /** No more will come, or be wanted: whoever reads it fails. */
    void stop() {
        change(new State(state.file, state.length, End.STOPPED));
        for (SeekableByteChannel channel : channels) close(channel);
    }

    private static void close(SeekableByteChannel channel) {
        try {
            channel.close();
        } catch (IOException brokenAlready) {
            // Then nobody can read it either.
        }
    }

    private void change(State now) {
        State before = state;
        if (before.end == End.STOPPED) return;
        state = now;
        boolean replaced = now.length < before.length || before.length > 0 && !now.file.equals(before.file);
        if (used && replaced) torn.run();
        if (now.length > 0 && !begun.getPromise().isDone()) begun.resolve(Done.DONE);
        bells.forEach(Bell::ring);
    }

    /** Resolves when the network may bring more; absent if it may at once. */
    Optional<Promise<Done>> room() {
        if (hasRoom()) return Optional.empty();
        waiting = Optional.of(loop.promises().deferred());
        return waiting.map(Deferred::getPromise);
    }

    private boolean hasRoom() {
        return state.length - read < mostAhead;
    }

    private void release() {
        if (!hasRoom()) return;
        waiting.ifPresent(room -> room.resolve(Done.DONE));
        waiting = Optional.empty();
    }

    /** From the start. Apart from the loop, as long as it is not whole. */
    InputStream stream() throws IOException {
        used = true;
        read = 0;
        return new Stream();
    }

    /** Waits until it is whole. */
    SeekableByteChannel channel() throws IOException {
        used = true;
        Bell bell = newBell();
        State now = state;
        for (; now.end != End.WHOLE; now = state) await(bell, now);
        SeekableByteChannel channel = Files.newByteChannel(now.file.orElseThrow());
        channels.add(channel);
        if (state.end == End.STOPPED) {
            channel.close();
            throw new InterruptedIOException("Stopped");
        }
        return channel;
    }

    /** Of whoever makes use of it, who fails if it is not to go on. */
    void sign() throws IOException {
        failIfStopped(state);
    }

    private static void failIfStopped(State now) throws IOException {
        if (now.end == End.STOPPED) throw new InterruptedIOException("Stopped");
    }

    private Bell newBell() {
        Bell bell = loop.bell();
        bells.add(bell);
        return bell;
    }

    private static void await(Bell bell, State now) throws IOException {
        failIfStopped(now);
        try {
            bell.await();
        } catch (InterruptedException interrupted) {
            throw new InterruptedIOException("Interrupted");
        }
    }

    private final class Stream extends InputStream {
        private final Bell bell = newBell();
        private Optional<Path> file = Optional.empty();
        private FileChannel channel;
        private long at;
        private long told;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) return 0;
            while (true) {
                State now = state;
                failIfStopped(now);
                if (at < now.length) {
                    int count = take(now, ByteBuffer.wrap(buffer, offset, (int) Math.min(length, now.length - at)));
                    if (count > 0) return count;
                    // A transfer that begins anew has cut it off and will tell so.
                    if (now.end == End.WHOLE) throw new EOFException("The file has become shorter");
                } else if (now.end == End.WHOLE) return -1;
                Arrival.await(bell, now);
            }
        }

        private int take(State now, ByteBuffer bytes) throws IOException {
            if (!now.isOf(file) && !opens(now.file)) return 0;
            int count = channel.read(bytes, at);
            if (count > 0) at += count;
            read = at;
            if (at - told >= mostAhead / 4) {
                told = at;
                loop.run(Arrival.this::release);
            }
            return count;
        }

        /** One that is not there has just been discarded: the next transfer will tell. */
        private boolean opens(Optional<Path> other) throws IOException {
            if (channel != null) channel.close();
            file = Optional.empty();
            try {
                channel = FileChannel.open(other.orElseThrow());
            } catch (NoSuchFileException discarded) {
                return false;
            }
            file = other;
            return true;
        }

        @Override
        public void close() throws IOException {
            bells.remove(bell);
            read = Long.MAX_VALUE;
            loop.run(Arrival.this::release);
            if (channel != null) channel.close();
        }
    }
}
