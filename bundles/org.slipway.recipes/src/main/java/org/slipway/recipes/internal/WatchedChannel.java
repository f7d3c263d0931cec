package org.slipway.recipes.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.function.Consumer;

/** A channel that tells of each read, and whether it waits for one. */
record WatchedChannel(SeekableByteChannel below, Sign sign, Consumer<Boolean> waiting) implements SeekableByteChannel {

    /** Fails if nothing is to be read any more. */
    interface Sign {
        void give() throws IOException;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        sign.give();
        waiting.accept(true);
        try {
            return below.read(into);
        } finally {
            waiting.accept(false);
        }
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return below.write(from);
    }

    @Override
    public long position() throws IOException {
        return below.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        sign.give();
        below.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return below.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        below.truncate(size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return below.isOpen();
    }

    @Override
    public void close() throws IOException {
        below.close();
    }
}
