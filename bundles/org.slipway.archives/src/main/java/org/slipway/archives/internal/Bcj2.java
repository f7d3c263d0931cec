package org.slipway.archives.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the targets of calls and jumps back into code of x86, from which they were taken so that both can be compressed
 * better. Source: {@code Bcj2.c} of the LZMA SDK.
 */
final class Bcj2 extends BulkStream {
    private static final int CALL = 0xe8;
    private static final int JUMP = 0xe9;
    private static final int TOP = 1 << 24;
    private static final int BITS = 11;
    private static final int SHIFT = 5;

    private final InputStream main;
    private final InputStream calls;
    private final InputStream jumps;
    private final InputStream coded;
    private final long size;
    private final int[] probabilities = new int[2 + 256];
    private int range = -1;
    private int code;
    private boolean begun;
    private long at;
    private int previous;
    /** Of a target, what has not been read yet. */
    private int pending;

    private int target;

    /** @param inputs the code, targets of calls, targets of jumps, and which is one */
    Bcj2(List<InputStream> inputs, long size) {
        this.main = inputs.get(0);
        this.calls = inputs.get(1);
        this.jumps = inputs.get(2);
        this.coded = inputs.get(3);
        this.size = size;
        Arrays.fill(probabilities, 1 << BITS - 1);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (at == size) return -1;
        if (!begun) begin();
        int end = offset + (int) Math.min(length, size - at);
        for (int i = offset; i < end; i++) buffer[i] = next();
        return end - offset;
    }

    private void begin() throws IOException {
        begun = true;
        for (int i = 0; i < 5; i++) code = code << 8 | take(coded);
    }

    private byte next() throws IOException {
        at++;
        if (pending > 0) {
            byte octet = (byte) (target >>> 8 * (4 - pending));
            pending--;
            previous = octet & 0xff;
            return octet;
        }
        int octet = take(main);
        if (isBranch(previous, octet) && isTaken(octet)) {
            target = big(octet == CALL ? calls : jumps) - (int) (at + 4);
            pending = 4;
        }
        previous = octet;
        return (byte) octet;
    }

    private static boolean isBranch(int previous, int octet) {
        return octet == CALL || octet == JUMP || previous == 0x0f && (octet & 0xf0) == 0x80;
    }

    private boolean isTaken(int octet) throws IOException {
        int index = octet == CALL ? 2 + previous : octet == JUMP ? 1 : 0;
        int probability = probabilities[index];
        if (Integer.compareUnsigned(range, TOP) < 0) {
            range <<= 8;
            code = code << 8 | take(coded);
        }
        int bound = (range >>> BITS) * probability;
        if (Integer.compareUnsigned(code, bound) < 0) {
            range = bound;
            probabilities[index] = probability + ((1 << BITS) - probability >> SHIFT);
            return false;
        }
        range -= bound;
        code -= bound;
        probabilities[index] = probability - (probability >> SHIFT);
        return true;
    }

    private static int big(InputStream in) throws IOException {
        int value = 0;
        for (int i = 0; i < 4; i++) value = value << 8 | take(in);
        return value;
    }

    private static int take(InputStream in) throws IOException {
        int octet = in.read();
        if (octet < 0) throw new EOFException("a stream of x86 code is cut off");
        return octet;
    }
}
