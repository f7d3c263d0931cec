package org.slipway.archives.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;

import org.slipway.api.archive.BadArchive;

/** The bytes of an archive in any order, for any number of threads. Tells the same two errors apart as {@link Source}. */
final class Seekable implements Closeable {
    private final SeekableByteChannel channel;
    private final long size;
    private volatile IOException failure;

    Seekable(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    long size() {
        return size;
    }

    /** So many bytes from there, in little-endian order. */
    ByteBuffer take(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset > size - length)
            throw new Damage("The archive is damaged: it ends before what its directory tells");
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) read(bytes, offset + bytes.position());
        return bytes.flip();
    }

    private void read(ByteBuffer bytes, long offset) throws IOException {
        try {
            if (readAt(offset, bytes) < 0) throw new IOException("The archive has become shorter while it was read");
        } catch (IOException unreadable) {
            failure = unreadable;
            throw unreadable;
        }
    }

    private int readAt(long offset, ByteBuffer bytes) throws IOException {
        if (channel instanceof FileChannel file) return file.read(bytes, offset);
        synchronized (channel) {
            channel.position(offset);
            return channel.read(bytes);
        }
    }

    InputStream stream(long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || offset > size - length)
            throw new Damage("The archive is damaged: it ends before what its directory tells");
        return new Part(offset, length);
    }

    /** As {@link Source#blame}. */
    BadArchive blame(Exception cause, String where) throws IOException {
        if (failure != null) throw failure;
        return Source.blameFormat(cause, where);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private final class Part extends BulkStream {
        private long at;
        private final long end;

        Part(long offset, long length) {
            this.at = offset;
            this.end = offset + length;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) return 0;
            if (at == end) return -1;
            ByteBuffer bytes = ByteBuffer.wrap(buffer, offset, (int) Math.min(length, end - at));
            int before = bytes.position();
            Seekable.this.read(bytes, at);
            at += bytes.position() - before;
            return bytes.position() - before;
        }
    }
}
