package org.slipway.archives.internal;

import java.util.Random;

/** Data of several kinds, which a compressor treats in different ways. */
final class RandomBytes {
    static final int KINDS = 6;

    private RandomBytes() {}

    static byte[] of(Random random, int kind, int size) {
        byte[] bytes = new byte[size];
        switch (kind) {
            case 0 -> random.nextBytes(bytes);
            case 1 -> text(bytes, random);
            case 2 -> runs(bytes, random);
            case 3 -> skewed(bytes, random);
            case 4 -> repeats(bytes, random);
            default -> {
                // Zeros.
            }
        }
        return bytes;
    }

    private static void text(byte[] bytes, Random random) {
        for (int i = 0; i < bytes.length; i++)
            bytes[i] = (byte) (random.nextInt(6) == 0 ? ' ' : 'a' + Math.abs((int) (5 * random.nextGaussian())) % 26);
    }

    private static void runs(byte[] bytes, Random random) {
        for (int i = 1; i < bytes.length; i++)
            bytes[i] = random.nextInt(20) == 0 ? (byte) random.nextInt() : bytes[i - 1];
    }

    /** So that the rarest have codes of the greatest length. */
    private static void skewed(byte[] bytes, Random random) {
        for (int i = 0; i < bytes.length; i++)
            bytes[i] = (byte) Long.numberOfTrailingZeros(random.nextLong() | 1L << 40);
    }

    private static void repeats(byte[] bytes, Random random) {
        for (int i = 0; i < bytes.length; ) {
            int length = Math.min(bytes.length - i, 1 + random.nextInt(400));
            if (i > 0 && random.nextBoolean()) {
                int from = i - 1 - random.nextInt(Math.min(i, 40_000));
                for (int end = i + length; i < end; i++) bytes[i] = bytes[from++];
            } else {
                for (int end = i + length; i < end; i++) bytes[i] = (byte) random.nextInt();
            }
        }
    }
}
