package org.slipway.cli.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** What a client says. Unlike the JDK's stream, it lets others write to the same channel meanwhile. */
final class Inlet extends InputStream {
    private static final int SIZE = 8 << 10;

    private final ReadableByteChannel client;
    private final ByteBuffer come = ByteBuffer.allocate(SIZE).flip();

    Inlet(ReadableByteChannel client) {
        this.client = client;
    }

    @Override
    public int read() throws IOException {
        return fill() ? come.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (!fill()) return -1;
        int taken = Math.min(length, come.remaining());
        come.get(into, offset, taken);
        return taken;
    }

    /** @return whether there is at least one byte */
    private boolean fill() throws IOException {
        if (come.hasRemaining()) return true;
        come.clear();
        try {
            return client.read(come) > 0;
        } finally {
            come.flip();
        }
    }
}
