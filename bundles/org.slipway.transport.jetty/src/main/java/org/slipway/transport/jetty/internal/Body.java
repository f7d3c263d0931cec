package org.slipway.transport.jetty.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private long written;

    private Body(FileChannel file, long discard, long limit) {
        this.file = file;
        this.discard = discard;
        this.limit = limit;
    }

    /** @param discard so many bytes come first and are not wanted */
    static Body into(Path path, long discard, long limit) throws IOException {
        FileChannel file = FileChannel.open(
                path,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        LinkOption.NOFOLLOW_LINKS));
        return new Body(file, discard, limit);
    }

    /** Never writes beyond the limit. */
    Room write(ByteBuffer bytes) throws IOException {
        int skipped = (int) Math.min(discard, bytes.remaining());
        discard -= skipped;
        bytes.position(bytes.position() + skipped);
        long excess = bytes.remaining() - (limit - written);
        if (excess > 0) bytes.limit(bytes.limit() - (int) excess);
        while (bytes.hasRemaining()) written += file.write(bytes);
        return excess > 0 ? Room.EXCEEDED : Room.LEFT;
    }

    long written() {
        return written;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
