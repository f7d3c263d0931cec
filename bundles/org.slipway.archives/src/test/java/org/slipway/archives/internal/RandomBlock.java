package org.slipway.archives.internal;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Writes blocks of deflate bit by bit, also such as no compressor does. */
final class RandomBlock {
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int held;
    private int count;

    /** With codes of its own, most of which are complete; then bits at random. */
    static byte[] of(Random random) {
        RandomBlock block = new RandomBlock();
        int literals = 257 + random.nextInt(random.nextInt(20) == 0 ? 32 : 30);
        int distances = 1 + random.nextInt(random.nextInt(20) == 0 ? 32 : 30);
        int[] lengths = new int[literals + distances];
        complete(lengths, 0, literals, random);
        complete(lengths, literals, distances, random);
        // So that many end soon.
        if (lengths[256] == 0 || lengths[256] > 4) swapShortest(lengths, literals);
        for (int wrong = random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0; wrong > 0; wrong--)
            lengths[random.nextInt(lengths.length)] = random.nextInt(16);
        block.header(lengths, literals, distances);
        for (int i = random.nextInt(60); i >= 0; i--) block.put(random.nextInt(256), 8);
        return block.bytes();
    }

    /** Splits the shortest code again and again: a few symbols, or all. */
    private static void complete(int[] lengths, int from, int count, Random random) {
        int used = random.nextInt(8) == 0 ? random.nextInt(Math.min(2, count) + 1) : 1 + random.nextInt(count);
        if (used == 0) return;
        int[] chosen = random.ints(0, count).distinct().limit(used).toArray();
        int made = 1;
        lengths[from + chosen[0]] = used == 1 ? 1 : 0;
        while (made < used) {
            int split = from + chosen[random.nextInt(10) < 7 ? made - 1 : random.nextInt(made)];
            if (lengths[split] == 15) split = shortest(lengths, from, chosen, made);
            lengths[split]++;
            lengths[from + chosen[made++]] = lengths[split];
        }
    }

    private static int shortest(int[] lengths, int from, int[] chosen, int made) {
        int best = from + chosen[0];
        for (int i = 1; i < made; i++) if (lengths[from + chosen[i]] < lengths[best]) best = from + chosen[i];
        return best;
    }

    private static void swapShortest(int[] lengths, int literals) {
        int best = 256;
        for (int i = 0; i < literals; i++)
            if (lengths[i] > 0 && (lengths[best] == 0 || lengths[i] < lengths[best])) best = i;
        int length = lengths[256];
        lengths[256] = lengths[best];
        lengths[best] = length;
    }

    /** Every length but the last two of the code of lengths has a code of four bits; those have five. */
    private void header(int[] lengths, int literals, int distances) {
        put(1, 1);
        put(2, 2);
        put(literals - 257, 5);
        put(distances - 1, 5);
        put(ORDER.length - 4, 4);
        for (int symbol : ORDER) put(symbol <= 12 ? 4 : 5, 3);
        for (int length : lengths) {
            if (length <= 12) code(length, 4);
            else code(26 + length - 13, 5);
        }
    }

    /** A stored block that is not the last. */
    void stored(byte[] content) {
        put(0, 3);
        put(0, -count & 7);
        put(content.length, 16);
        put(~content.length & 0xffff, 16);
        for (byte next : content) put(next & 0xff, 8);
    }

    /** A last block of one match and the fixed codes. */
    void fixedMatch(int length, int distance) {
        put(3, 3);
        length(length);
        int symbol = 0;
        int base = 1;
        int extra = 0;
        while (distance >= base + (1 << extra)) {
            base += 1 << extra;
            symbol++;
            extra = symbol < 4 ? 0 : symbol / 2 - 1;
        }
        code(symbol, 5);
        put(distance - base, extra);
        code(0, 7);
    }

    private void length(int length) {
        int symbol = 1;
        int base = 3;
        int extra = 0;
        while (length < 258 && length >= base + (1 << extra)) {
            base += 1 << extra;
            symbol++;
            extra = symbol < 9 ? 0 : (symbol - 5) / 4;
        }
        if (length == 258) code(0b11000101, 8);
        else if (symbol < 24) code(symbol, 7);
        else code(0b11000000 + symbol - 24, 8);
        put(length - base, length == 258 ? 0 : extra);
    }

    private void code(int code, int length) {
        put(Integer.reverse(code) >>> 32 - length, length);
    }

    private void put(int value, int length) {
        for (int i = 0; i < length; i++) {
            held |= (value >> i & 1) << count;
            if (++count == 8) flush();
        }
    }

    private void flush() {
        bytes.write(held);
        held = 0;
        count = 0;
    }

    byte[] bytes() {
        if (count > 0) flush();
        return bytes.toByteArray();
    }
}
