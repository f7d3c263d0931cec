package org.slipway.archives.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bits of a stream, the lowest of each byte first. Who decodes many of them looks at the buffer itself. The bits behind the
 * last are zeros, and that they have been taken for some is noticed when more are asked for, or the end.
 */
final class Bits {
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** So many bytes may be looked at from where {@link #limit} has not been reached. */
    private static final int AHEAD = 32;

    private static final int SIZE = 64 * 1024;

    private InputStream in;
    final byte[] bytes = new byte[SIZE + AHEAD];
    /** The next one. */
    int at;
    /** From there on, more have to be asked for first. */
    int limit;

    private int end;
    private boolean whole;

    Bits(InputStream in) {
        this.in = in;
    }

    /** From now on, those of another stream. */
    void begin(InputStream other) {
        in = other;
        at = 0;
        limit = 0;
        end = 0;
        whole = false;
    }

    /** At most 16 at once. */
    int take(int count) throws IOException {
        int value = peek() & (1 << count) - 1;
        at += count;
        return value;
    }

    /** The next 32. */
    int peek() throws IOException {
        if (at >= limit) more();
        return (int) ((long) LONG.get(bytes, at >>> 3) >>> (at & 7));
    }

    /** Passes over the rest of a byte that has been begun. */
    void toByte() {
        at = at + 7 & ~7;
    }

    /** Whole bytes, one at least. */
    int read(byte[] buffer, int offset, int length) throws IOException {
        if (atEnd()) throw cutOff();
        int count = Math.min(length, end - at >>> 3);
        System.arraycopy(bytes, at >>> 3, buffer, offset, count);
        at += 8 * count;
        return count;
    }

    boolean atEnd() throws IOException {
        if (at >= limit && !whole) more();
        if (at > end) throw cutOff();
        return at == end;
    }

    void more() throws IOException {
        if (whole) throw cutOff();
        int length = (end >>> 3) - (at >>> 3);
        System.arraycopy(bytes, at >>> 3, bytes, 0, length);
        at &= 7;
        while (length <= AHEAD && !whole) {
            int read = in.read(bytes, length, SIZE - length);
            if (read < 0) whole = true;
            else length += read;
        }
        if (whole) Arrays.fill(bytes, length, length + AHEAD, (byte) 0);
        end = 8 * length;
        limit = whole ? end : end - 8 * AHEAD;
    }

    private static EOFException cutOff() {
        return new EOFException("what is compressed is cut off");
    }
}
