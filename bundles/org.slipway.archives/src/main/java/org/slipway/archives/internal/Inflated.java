package org.slipway.archives.internal;

import static org.slipway.archives.internal.Bits.LONG;
import static org.slipway.archives.internal.HuffmanCode.CODE;
import static org.slipway.archives.internal.HuffmanCode.END;
import static org.slipway.archives.internal.HuffmanCode.LINK;
import static org.slipway.archives.internal.HuffmanCode.LITERAL;
import static org.slipway.archives.internal.HuffmanCode.NO_CODE;
import static org.slipway.archives.internal.HuffmanCode.REST;
import static org.slipway.archives.internal.HuffmanCode.STOP;
import static org.slipway.archives.internal.HuffmanCode.VALUE;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * What was compressed by deflate, RFC 1951. Most archives are, and to inflate them takes longer than all else together. zlib,
 * which Java has, was made for machines that had few registers and little memory. This takes two thirds of its time, and four
 * fifths in a process that has just begun: it looks at 64 bits at a time, finds most codes by one look into a table, and copies
 * eight bytes at once. It accepts exactly what zlib accepts.
 */
final class Inflated extends BulkStream {
    private static final int WINDOW = 32 * 1024;
    private static final int FULL = WINDOW + 64 * 1024;
    /** A match that is no longer than this is copied at once. */
    private static final int SHORT = 2 * Long.BYTES;
    /** So much may be written behind what is full: some literals, the longest match, and what is copied too far. */
    private static final int BEYOND = 2 + 258 + SHORT;

    private static final int LITERALS = 286;
    private static final int DISTANCES = 30;
    private static final byte[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final int[] LITERAL_MEANINGS = literalMeanings();
    private static final int[] DISTANCE_MEANINGS = distanceMeanings();
    private static final int[] LENGTH_MEANINGS = new int[ORDER.length];

    static {
        for (int i = 0; i < ORDER.length; i++) LENGTH_MEANINGS[i] = i << VALUE;
    }

    private enum Next {
        BLOCK,
        STORED,
        CODED,
        NOTHING
    }

    private final Bits bits;
    private final byte[] out = new byte[FULL + BEYOND];
    private int end;
    private int given;
    private Next next = Next.BLOCK;
    private boolean last;
    private int stored;
    private final byte[] lengths = new byte[LITERALS + 2 + DISTANCES + 2];
    private final HuffmanCode lengthCode = new HuffmanCode(7, LENGTH_MEANINGS);
    private final HuffmanCode literalCode = new HuffmanCode(11, LITERAL_MEANINGS);
    private final HuffmanCode distanceCode = new HuffmanCode(9, DISTANCE_MEANINGS);

    Inflated(InputStream deflated) {
        this(new Bits(deflated));
    }

    /** @param deflated left where it ends, at a whole byte */
    Inflated(Bits deflated) {
        this.bits = deflated;
    }

    /** From now on, what another stream was: a fifth of a megabyte that is used again. */
    Inflated begin(InputStream other) {
        bits.begin(other);
        end = 0;
        given = 0;
        next = Next.BLOCK;
        last = false;
        return this;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) return 0;
        while (given == end) {
            if (next == Next.NOTHING) return -1;
            make();
        }
        int count = Math.min(length, end - given);
        System.arraycopy(out, given, buffer, offset, count);
        given += count;
        return count;
    }

    private void make() throws IOException {
        if (end > WINDOW) {
            System.arraycopy(out, end - WINDOW, out, 0, WINDOW);
            end = WINDOW;
            given = WINDOW;
        }
        while (end < FULL && next != Next.NOTHING) {
            switch (next) {
                case BLOCK -> next = last ? finish() : begin();
                case STORED -> next = store();
                default -> next = decode();
            }
        }
    }

    private Next finish() throws IOException {
        bits.toByte();
        bits.atEnd();
        return Next.NOTHING;
    }

    private Next begin() throws IOException {
        last = bits.take(1) == 1;
        switch (bits.take(2)) {
            case 0 -> {
                bits.toByte();
                stored = bits.take(16);
                if (bits.take(16) != (~stored & 0xffff)) throw new IOException("a stored block has a wrong length");
                return Next.STORED;
            }
            case 1 -> fixedCodes();
            case 2 -> ownCodes();
            default -> throw new IOException("a block is of an unknown kind");
        }
        return Next.CODED;
    }

    private Next store() throws IOException {
        if (stored == 0) return Next.BLOCK;
        int count = bits.read(out, end, Math.min(stored, FULL - end));
        end += count;
        stored -= count;
        return Next.STORED;
    }

    private void fixedCodes() throws IOException {
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, LITERALS + 2, (byte) 8);
        literalCode.set(lengths, 0, LITERALS + 2);
        Arrays.fill(lengths, 0, DISTANCES + 2, (byte) 5);
        distanceCode.set(lengths, 0, DISTANCES + 2);
    }

    private void ownCodes() throws IOException {
        int literals = bits.take(5) + 257;
        int distances = bits.take(5) + 1;
        int count = bits.take(4) + 4;
        if (literals > LITERALS || distances > DISTANCES) throw new IOException("a block has too many codes");
        Arrays.fill(lengths, 0, ORDER.length, (byte) 0);
        for (int i = 0; i < count; i++) lengths[ORDER[i]] = (byte) bits.take(3);
        lengthCode.set(lengths, 0, ORDER.length);
        for (int i = 0; i < literals + distances; ) i = readLength(i, literals + distances);
        if (lengths[256] == 0) throw new IOException("a block has no end");
        literalCode.set(lengths, 0, literals);
        distanceCode.set(lengths, literals, distances);
    }

    /** One, or some that are alike; gives where the next is. */
    private int readLength(int at, int most) throws IOException {
        int entry = lengthCode.table[bits.peek() & lengthCode.mask];
        if ((entry & STOP) != 0) throw new IOException("a block has no codes");
        bits.at += entry >> CODE & 15;
        int length = entry >> VALUE;
        int to = at + 1;
        if (length == 16) {
            if (at == 0) throw new IOException("a block repeats a code's length that it does not have");
            length = lengths[at - 1];
            to = at + 3 + bits.take(2);
        } else if (length == 17) {
            length = 0;
            to = at + 3 + bits.take(3);
        } else if (length == 18) {
            length = 0;
            to = at + 11 + bits.take(7);
        }
        if (to > most) throw new IOException("a block has too many codes");
        Arrays.fill(lengths, at, to, (byte) length);
        return to;
    }

    /**
     * As far as there are bits and room. All is in local variables, which the compiler keeps in registers, and is spelt out, as
     * it is done some hundred million times a second. An entry is looked up before the bits behind it are loaded and the match in
     * front of it is copied, as the processor does all three at once. What takes a loop to copy ends this one: what the compiler
     * needs around a loop it keeps in memory.
     */
    private Next decode() throws IOException {
        if (bits.at >= bits.limit) bits.more();
        byte[] in = bits.bytes;
        byte[] out = this.out;
        int[] literals = literalCode.table;
        int[] distances = distanceCode.table;
        int literalMask = literalCode.mask;
        int distanceMask = distanceCode.mask;
        int limit = bits.limit >>> 3;
        int to = end;
        // Loaded and not yet taken are so many bits, 56 at least where they have just been filled up. Of that number,
        // and of what is shifted by, only the lowest six bits count.
        long hold = (long) LONG.get(in, bits.at >>> 3) >>> (bits.at & 7);
        int held = 56 - (bits.at & 7);
        int at = (bits.at >>> 3) + 7;
        boolean ended = false;
        int left = 0;
        int distance = 0;
        int entry = literals[(int) hold & literalMask];
        while (at - 8 < limit && to < FULL) {
            if (entry < 0) {
                out[to++] = (byte) (entry >> VALUE);
                hold >>>= entry;
                held -= entry;
                entry = literals[(int) hold & literalMask];
                if (entry < 0) {
                    out[to++] = (byte) (entry >> VALUE);
                    hold >>>= entry;
                    held -= entry;
                    entry = literals[(int) hold & literalMask];
                    if (entry < 0) {
                        out[to++] = (byte) (entry >> VALUE);
                        hold >>>= entry;
                        held -= entry;
                        entry = literals[(int) hold & literalMask];
                        hold |= (long) LONG.get(in, at) << held;
                        at += 63 - (held & 63) >> 3;
                        held |= 56;
                        continue;
                    }
                }
            }
            if ((entry & LINK) != 0) {
                hold >>>= entry;
                held -= entry;
                entry = literals[(entry >> VALUE & REST) + ((int) hold & literalCode.restMask)];
                if (entry < 0) {
                    out[to++] = (byte) (entry >> VALUE);
                    hold >>>= entry;
                    held -= entry;
                    hold |= (long) LONG.get(in, at) << held;
                    at += 63 - (held & 63) >> 3;
                    held |= 56;
                    entry = literals[(int) hold & literalMask];
                    continue;
                }
            }
            int length = (entry >> VALUE) + (int) ((hold & (1L << entry) - 1) >>> (entry >> CODE));
            hold >>>= entry;
            held -= entry;
            if ((entry & STOP) != 0) {
                if (length == NO_CODE) throw new IOException("a code means nothing");
                ended = true;
                break;
            }
            entry = distances[(int) hold & distanceMask];
            hold |= (long) LONG.get(in, at) << held;
            at += 63 - (held & 63) >> 3;
            held |= 56;
            if ((entry & LINK) != 0) {
                hold >>>= entry;
                held -= entry;
                entry = distances[(entry >> VALUE & REST) + ((int) hold & distanceCode.restMask)];
            }
            if ((entry & STOP) != 0) throw new IOException("a code means nothing");
            int from = to - (entry >> VALUE) - (int) ((hold & (1L << entry) - 1) >>> (entry >> CODE));
            if (from < 0) throw new IOException("a distance is too far");
            hold >>>= entry;
            held -= entry;
            entry = literals[(int) hold & literalMask];
            hold |= (long) LONG.get(in, at) << held;
            at += 63 - (held & 63) >> 3;
            held |= 56;
            if (length > SHORT || to - from < Long.BYTES) {
                left = length;
                distance = to - from;
                break;
            }
            LONG.set(out, to, (long) LONG.get(out, from));
            LONG.set(out, to + Long.BYTES, (long) LONG.get(out, from + Long.BYTES));
            to += length;
        }
        copy(out, to - distance, to, left);
        bits.at = 8 * at - (held & 63);
        end = to + left;
        return ended ? Next.BLOCK : Next.CODED;
    }

    /** Some bytes too many, if that is faster. */
    private static void copy(byte[] out, int from, int to, int length) {
        int distance = to - from;
        int end = to + length;
        if (distance >= Long.BYTES) {
            for (int i = to; i < end; i += Long.BYTES) LONG.set(out, i, (long) LONG.get(out, i - distance));
        } else {
            for (int i = to; i < end; i++) out[i] = out[i - distance];
        }
    }

    private static int[] literalMeanings() {
        int[] meanings = new int[LITERALS + 2];
        for (int i = 0; i < 256; i++) meanings[i] = LITERAL | i << VALUE;
        meanings[256] = STOP | END << VALUE;
        int base = 3;
        for (int i = 257; i < LITERALS - 1; i++) {
            int extra = i < 265 ? 0 : (i - 261) / 4;
            meanings[i] = base << VALUE | extra;
            base += 1 << extra;
        }
        meanings[LITERALS - 1] = 258 << VALUE;
        Arrays.fill(meanings, LITERALS, LITERALS + 2, STOP);
        return meanings;
    }

    private static int[] distanceMeanings() {
        int[] meanings = new int[DISTANCES + 2];
        int base = 1;
        for (int i = 0; i < DISTANCES; i++) {
            int extra = i < 4 ? 0 : i / 2 - 1;
            meanings[i] = base << VALUE | extra;
            base += 1 << extra;
        }
        Arrays.fill(meanings, DISTANCES, DISTANCES + 2, STOP);
        return meanings;
    }
}
