package org.slipway.archives.internal;

import java.io.IOException;
import java.util.Arrays;

/**
 * One of deflate's codes as a table of what the next bits mean: what a code stands for, how many bits it has, and how many
 * follow it. Codes that are longer than the table's index lead to tables of their own behind it.
 */
final class HuffmanCode {
    /** Of an entry: a byte that stands for itself. The sign, as that is asked for most often. */
    static final int LITERAL = 1 << 31;
    /** The value is where the rest of the code is to be looked for. */
    static final int LINK = 1 << 30;
    /** Nothing more: the value is {@link #END}, or nothing where this is no code. */
    static final int STOP = 1 << 29;

    static final int END = 1;
    /** A value of 15 bits begins there. Below it is how many bits the code has, and in the lowest, how many are to be taken. */
    static final int VALUE = 14;

    static final int CODE = 8;
    static final int REST = (1 << 15) - 1;
    static final int NO_CODE = STOP >> VALUE;

    private static final int LONGEST = 15;

    final int[] table;
    final int mask;
    /** For the rest of a long code. */
    int restMask;

    private final int width;
    private final int[] meanings;
    private final int[] counts = new int[LONGEST + 1];
    private final int[] next = new int[LONGEST + 1];

    /**
     * @param width of the table's index
     * @param meanings of the symbols: their entries, which take the bits that follow the code
     */
    HuffmanCode(int width, int[] meanings) {
        this.width = width;
        this.meanings = meanings;
        this.mask = (1 << width) - 1;
        // Of two long codes at least, all that begin alike share a table.
        this.table = new int[(1 << width) + (meanings.length / 2 << LONGEST - width)];
    }

    /** @param lengths of the codes of the symbols, from one place on */
    void set(byte[] lengths, int from, int count) throws IOException {
        Arrays.fill(table, 0, 1 << width, STOP);
        int longest = count(lengths, from, count);
        restMask = (1 << Math.max(0, longest - width)) - 1;
        int free = 1 << width;
        for (int i = 0; i < count; i++) {
            int length = lengths[from + i];
            if (length == 0) continue;
            int code = Integer.reverse(next[length]++) >>> -length;
            if (length <= width) {
                fill(0, code, length, 1 << width, meanings[i]);
                continue;
            }
            if (table[code & mask] == STOP) {
                table[code & mask] = LINK | free << VALUE | width;
                free += restMask + 1;
            }
            fill(table[code & mask] >>> VALUE & REST, code >>> width, length - width, restMask + 1, meanings[i]);
        }
    }

    private void fill(int start, int code, int length, int size, int meaning) {
        for (int i = code; i < size; i += 1 << length) table[start + i] = meaning + (length << CODE | length);
    }

    /** The longest. As zlib has it, no code may be left over, unless there is but one, of one bit, or none. */
    private int count(byte[] lengths, int from, int count) throws IOException {
        Arrays.fill(counts, 0);
        for (int i = 0; i < count; i++) counts[lengths[from + i]]++;
        counts[0] = 0;
        int longest = 0;
        int left = 1;
        for (int length = 1; length <= LONGEST; length++) {
            next[length] = next[length - 1] + counts[length - 1] << 1;
            left = 2 * left - counts[length];
            if (left < 0) throw new IOException("a code is over-subscribed");
            if (counts[length] > 0) longest = length;
        }
        if (left > 0 && longest > 1) throw new IOException("a code is incomplete");
        return longest;
    }
}
