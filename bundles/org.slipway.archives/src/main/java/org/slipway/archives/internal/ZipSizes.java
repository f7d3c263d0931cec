package org.slipway.archives.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Numbers that may be too wide for a header, and stand in an extra field then, in this order and only those. */
record ZipSizes(long plain, long compressed, long offset) {
    private static final long WIDE = 0xffffffffL;

    static ZipSizes of(ZipExtra extra, long plain, long compressed, long offset) throws Damage {
        Optional<ByteBuffer> found = extra.find(ZipExtra.ZIP64);
        if (found.isEmpty()) return new ZipSizes(plain, compressed, offset);
        ByteBuffer wide = found.get();
        try {
            ZipSizes sizes = new ZipSizes(
                    plain == WIDE ? wide.getLong() : plain,
                    compressed == WIDE ? wide.getLong() : compressed,
                    offset == WIDE ? wide.getLong() : offset);
            if (sizes.plain < 0 || sizes.compressed < 0 || sizes.offset < 0) throw damaged();
            return sizes;
        } catch (BufferUnderflowException tooShort) {
            throw damaged();
        }
    }

    private static Damage damaged() {
        return new Damage("The archive is damaged: the size of an entry is missing");
    }
}
