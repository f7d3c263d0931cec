package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;

/** The content of one entry within a stream of blocks: so many bytes, and what fills up its last block. */
final class Section extends BulkStream {
    private final InputStream in;
    private final String name;
    private final int block;
    private long left;
    private int padding;

    Section(InputStream in, long size, String name) {
        this(in, size, name, TarHeader.LENGTH);
    }

    /** @param block a power of two */
    Section(InputStream in, long size, String name, int block) {
        this.in = in;
        this.name = name;
        this.block = block;
        this.left = size;
        this.padding = (int) (-size & block - 1);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (left == 0) return -1;
        int read = in.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) throw cutOff();
        left -= read;
        return read;
    }

    private Damage cutOff() {
        return new Damage("'" + name + "' is damaged: the archive ends in it");
    }

    void skipRest() throws IOException {
        byte[] buffer = new byte[(int) Math.min(64 * 1024, Math.max(left, block))];
        while (left > 0) read(buffer, 0, buffer.length);
        if (in.readNBytes(buffer, 0, padding) < padding) throw cutOff();
        padding = 0;
    }
}
