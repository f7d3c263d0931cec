package org.slipway.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

import org.slipway.api.archive.ArchiveInput;

/** An archive in memory. */
public record ArchiveBytes(byte[] bytes, Optional<String> extract, long limit) implements ArchiveInput {

    public static ArchiveBytes of(byte[] bytes) {
        return new ArchiveBytes(bytes, Optional.empty(), 1 << 30);
    }

    public ArchiveBytes extracting(String directory) {
        return new ArchiveBytes(bytes, Optional.of(directory), limit);
    }

    /** That may have no more bytes when unpacked. */
    public ArchiveBytes limited(long most) {
        return new ArchiveBytes(bytes, extract, most);
    }

    @Override
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public SeekableByteChannel channel() {
        return new Channel(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    @Override
    public long size() {
        return bytes.length;
    }

    private static final class Channel implements SeekableByteChannel {
        private final ByteBuffer bytes;
        private boolean open = true;

        Channel(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read(ByteBuffer target) {
            if (!bytes.hasRemaining()) return -1;
            int count = Math.min(bytes.remaining(), target.remaining());
            target.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new NonWritableChannelException();
        }

        @Override
        public long position() {
            return bytes.position();
        }

        @Override
        public SeekableByteChannel position(long position) {
            bytes.position((int) Math.min(position, bytes.limit()));
            return this;
        }

        @Override
        public long size() {
            return bytes.limit();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() throws IOException {
            open = false;
        }
    }
}
