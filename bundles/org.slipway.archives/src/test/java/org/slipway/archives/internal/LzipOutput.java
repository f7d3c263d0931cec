package org.slipway.archives.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** Writes an lzip file of one member. */
final class LzipOutput extends OutputStream {
    private static final int EIGHT_MEGABYTES = 23;

    private final OutputStream out;
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final LZMAOutputStream lzma;
    private final CRC32 checksum = new CRC32();
    private long size;

    LzipOutput(OutputStream out) throws IOException {
        this.out = out;
        this.lzma = new LZMAOutputStream(compressed, new LZMA2Options(), true);
    }

    @Override
    public void write(int next) throws IOException {
        write(new byte[] {(byte) next}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lzma.write(bytes, offset, length);
        checksum.update(bytes, offset, length);
        size += length;
    }

    @Override
    public void close() throws IOException {
        lzma.finish();
        out.write(new byte[] {'L', 'Z', 'I', 'P', 1, EIGHT_MEGABYTES});
        compressed.writeTo(out);
        ByteBuffer trailer = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        trailer.putInt((int) checksum.getValue()).putLong(size).putLong(compressed.size() + 26);
        out.write(trailer.array());
    }
}
