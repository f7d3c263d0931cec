package org.slipway.archives.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

/** Changes archives at random, and repairs the checksums that would keep readers from looking at the rest. */
final class Mutator {
    private static final byte[][] WORDS = {
        "../".getBytes(StandardCharsets.UTF_8),
        "/etc/".getBytes(StandardCharsets.UTF_8),
        "TRAILER!!!".getBytes(StandardCharsets.UTF_8),
        "99999999999".getBytes(StandardCharsets.UTF_8),
        "ffffffff".getBytes(StandardCharsets.UTF_8),
        {0, 0, 0, 0},
        {-1, -1, -1, -1},
        {-1, -1, -1, 0x7f},
        {'P', 'K', 3, 4},
        {'P', 'K', 1, 2},
        {'P', 'K', 5, 6}
    };

    private final Random random;

    Mutator(Random random) {
        this.random = random;
    }

    byte[] mutate(byte[] archive) {
        byte[] changed = archive;
        for (int i = random.nextInt(4); i >= 0; i--) changed = change(changed);
        return changed;
    }

    private byte[] change(byte[] bytes) {
        if (bytes.length == 0) return bytes;
        int at = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(random.nextBoolean() ? 8 : 600), bytes.length - at);
        byte[] changed = bytes.clone();
        switch (random.nextInt(9)) {
            case 0, 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> changed[at] = (byte) random.nextInt();
            case 3 -> Arrays.fill(changed, at, at + length, (byte) random.nextInt());
            case 4 -> changed = join(bytes, at, new byte[0], at + length);
            case 5 -> changed = join(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
            case 6 -> changed = Arrays.copyOf(bytes, at);
            default -> {
                byte[] word = WORDS[random.nextInt(WORDS.length)];
                System.arraycopy(word, 0, changed, at, Math.min(word.length, bytes.length - at));
            }
        }
        return changed;
    }

    private static byte[] join(byte[] bytes, int head, byte[] middle, int tail) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, head);
        joined.writeBytes(middle);
        joined.write(bytes, tail, bytes.length - tail);
        return joined.toByteArray();
    }

    static byte[] repairTar(byte[] tar) {
        for (int at = 0; at + 512 <= tar.length; at += 512) {
            if (tar[at + 257] != 'u' || tar[at + 258] != 's') continue;
            Arrays.fill(tar, at + 148, at + 156, (byte) ' ');
            int sum = 0;
            for (int i = at; i < at + 512; i++) sum += tar[i] & 0xff;
            byte[] digits = String.format("%06o\0", sum).getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(digits, 0, tar, at + 148, digits.length);
        }
        return tar;
    }

    static byte[] repairSevenZip(byte[] archive) {
        if (archive.length < 32) return archive;
        ByteBuffer start = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        long size = Math.max(0, Math.min(start.getLong(20), archive.length - 32));
        start.putLong(12, archive.length - 32 - size).putLong(20, size);
        start.putInt(28, crc(archive, (int) (archive.length - size), (int) size));
        start.putInt(8, crc(archive, 12, 20));
        return archive;
    }

    private static int crc(byte[] bytes, int offset, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, offset, length);
        return (int) checksum.getValue();
    }
}
