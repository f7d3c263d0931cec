package org.slipway.transport.jetty.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** The part of an answer's body that is wanted, on its way into the file. */
final class Body implements Closeable {

    enum Room {
        LEFT,
        EXCEEDED
    }

    private final FileChannel file;
    private final long limit;
    private long discard;
    private volatile long written;

    private Body(FileChannel file, long at, long discard, long limit) {
        this.file = file;
        this.written = at;
        this.discard = discard;
        this.limit = limit;
    }

    /**
     * Nothing, if the file is shorter than what is to be kept of it.
     *
     * @param at so many bytes of the file stay; what it has beyond them is cut off
     * @param discard so many bytes come first and are not wanted
     * @param limit the most that the file may have
     */
    static Optional<Body> into(Path path, long at, long discard, long limit) throws IOException {
        FileChannel file = FileChannel.open(
                path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        try {
            if (file.size() < at) {
                file.close();
                return Optional.empty();
            }
            file.truncate(at);
            file.position(at);
            return Optional.of(new Body(file, at, discard, limit));
        } catch (IOException unusable) {
            file.close();
            throw unusable;
        }
    }

    /** Never writes beyond the limit. */
    Room write(ByteBuffer bytes) throws IOException {
        int skipped = (int) Math.min(discard, bytes.remaining());
        discard -= skipped;
        bytes.position(bytes.position() + skipped);
        long excess = bytes.remaining() - (limit - written);
        if (excess > 0) bytes.limit(bytes.limit() - (int) excess);
        long total = written;
        while (bytes.hasRemaining()) total += file.write(bytes);
        written = total;
        return excess > 0 ? Room.EXCEEDED : Room.LEFT;
    }

    /** How many bytes the file has. */
    long written() {
        return written;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
