package org.slipway.archives.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.MemoryLimitException;

/** One member of an lzip file. Source: manual of lzip, "File format". */
final class Lzip extends BulkStream {
    private static final int HEADER = 6;
    private static final int TRAILER = 20;
    /** lc=3, lp=0, pb=2, as every member has them. */
    private static final byte PROPERTIES = 93;

    private final Counted in;
    private final LZMAInputStream lzma;
    private final CRC32 checksum = new CRC32();
    private long size;
    private boolean ended;

    private Lzip(Counted in, LZMAInputStream lzma) {
        this.in = in;
        this.lzma = lzma;
    }

    static Lzip open(InputStream in, int memoryKib) throws IOException {
        Counted counted = new Counted(in);
        byte[] header = counted.readNBytes(HEADER);
        if (!begins(header) || header.length < HEADER) throw new Damage("The archive is no lzip file");
        if (header[4] != 1) throw new Damage("The archive is an lzip file of version " + header[4]);
        int base = 1 << (header[5] & 31);
        if ((header[5] & 31) > 29 || (header[5] & 31) < 12) throw new Damage("The archive is no lzip file");
        int dictionary = base - base / 16 * (header[5] >> 5 & 7);
        int needed = LZMAInputStream.getMemoryUsage(dictionary, PROPERTIES);
        if (needed > memoryKib) throw new MemoryLimitException(needed, memoryKib);
        return new Lzip(counted, new LZMAInputStream(counted, -1, PROPERTIES, dictionary));
    }

    static boolean begins(byte[] bytes) {
        return bytes.length >= 4 && bytes[0] == 'L' && bytes[1] == 'Z' && bytes[2] == 'I' && bytes[3] == 'P';
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (ended) return -1;
        int read = lzma.read(buffer, offset, length);
        if (read >= 0) {
            checksum.update(buffer, offset, read);
            size += read;
            return read;
        }
        ended = true;
        check();
        return -1;
    }

    private void check() throws IOException {
        byte[] bytes = in.readNBytes(TRAILER);
        if (bytes.length < TRAILER) throw new EOFException("the last checksum is missing");
        ByteBuffer trailer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if ((trailer.getInt(0) & 0xffffffffL) != checksum.getValue())
            throw new Damage("The archive has a wrong checksum");
        if (trailer.getLong(4) != size || trailer.getLong(12) != in.count)
            throw new Damage("The archive is damaged: it has another size than it says");
    }

    private static final class Counted extends InputStream {
        private final InputStream in;
        private long count;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            if (next >= 0) count++;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            if (read > 0) count += read;
            return read;
        }
    }
}
