package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * A gzip file: some members, one after the other, and zeros that may fill up a last block. Source: RFC 1952, and what gzip
 * does.
 */
final class Gzip extends BulkStream {
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HEADER_SUM = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int UNKNOWN = 0xe0;

    private final Bits bits;
    private final CRC32 sum = new CRC32();
    private int size;
    private InputStream member;

    Gzip(InputStream in) throws IOException {
        this.bits = new Bits(in);
        this.member = open();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) return 0;
        while (member != null) {
            int read = member.read(buffer, offset, length);
            if (read > 0) {
                sum.update(buffer, offset, read);
                size += read;
                return read;
            }
            check();
            member = goesOn() ? open() : null;
        }
        return -1;
    }

    private InputStream open() throws IOException {
        sum.reset();
        if (header16() != MAGIC) throw new IOException("it is no gzip file");
        if (header8() != DEFLATE) throw new IOException("it is compressed by an unknown method");
        int flags = header8();
        if ((flags & UNKNOWN) != 0) throw new IOException("its header is of an unknown kind");
        skip(6);
        if ((flags & EXTRA) != 0) skip(header16());
        if ((flags & NAME) != 0) skipText();
        if ((flags & COMMENT) != 0) skipText();
        int wanted = (int) sum.getValue() & 0xffff;
        if ((flags & HEADER_SUM) != 0 && bits.take(16) != wanted)
            throw new IOException("its header has a wrong checksum");
        sum.reset();
        size = 0;
        return new Inflated(bits);
    }

    private int header8() throws IOException {
        int next = bits.take(8);
        sum.update(next);
        return next;
    }

    private int header16() throws IOException {
        return header8() | header8() << 8;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) header8();
    }

    private void skipText() throws IOException {
        int next;
        do next = header8();
        while (next != 0);
    }

    private void check() throws IOException {
        if (number() != (int) sum.getValue() || number() != size)
            throw new IOException("its size or checksum is wrong");
    }

    private int number() throws IOException {
        return bits.take(16) | bits.take(16) << 16;
    }

    private boolean goesOn() throws IOException {
        if (bits.atEnd()) return false;
        if ((bits.peek() & 0xffff) == MAGIC) return true;
        while (!bits.atEnd())
            if (bits.take(8) != 0) throw new Damage("The archive is damaged: something follows what is compressed");
        return false;
    }
}
