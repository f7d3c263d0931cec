package org.slipway.archives.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a folder of a cabinet holds: its files, one after the other. Source: [MS-CAB], sections 2.3 and 3.1, and [MS-MCI].
 */
final class CabFolder extends BulkStream {
    static final int STORED = 0;
    static final int MSZIP = 1;

    private static final int HEADER = 8;
    private static final int MOST_OF_A_BLOCK = 32 * 1024;
    /** A block that cannot be compressed is a little longer than it was. */
    private static final int MOST_OF_A_PACKED_BLOCK = MOST_OF_A_BLOCK + 6 * 1024;

    private final Seekable archive;
    private final int method;
    private final int reserved;
    private final Inflater inflater = new Inflater(true);
    private long at;
    private int blocks;
    private byte[] block = {};
    private int used;

    /**
     * @param at where the first block is
     * @param reserved how long something is in front of each block's data that is not explained
     */
    CabFolder(Seekable archive, long at, int blocks, int method, int reserved) {
        this.archive = archive;
        this.at = at;
        this.blocks = blocks;
        this.method = method;
        this.reserved = reserved;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) return 0;
        while (used == block.length) {
            if (blocks == 0) return -1;
            next();
        }
        int count = Math.min(length, block.length - used);
        System.arraycopy(block, used, buffer, offset, count);
        used += count;
        return count;
    }

    private void next() throws IOException {
        ByteBuffer header = archive.take(at, HEADER);
        int length = header.getShort(4) & 0xffff;
        int size = header.getShort(6) & 0xffff;
        if (length > MOST_OF_A_PACKED_BLOCK || size > MOST_OF_A_BLOCK)
            throw new Damage("The archive is damaged: one of its blocks is too long");
        byte[] data = archive.take(at + HEADER + reserved, length).array();
        int wanted = header.getInt(0);
        if (wanted != 0 && wanted != sum(header.array(), 4, 4, sum(data, 0, length, 0)))
            throw new Damage("The archive is damaged: one of its blocks has a wrong checksum");
        at += HEADER + reserved + length;
        blocks--;
        used = 0;
        block = method == STORED ? data : inflate(data, size);
        if (block.length != size) throw new Damage("The archive is damaged: one of its blocks has a wrong size");
    }

    /** What the blocks before had may be referred to. */
    private byte[] inflate(byte[] data, int size) throws IOException {
        if (data.length < 2 || data[0] != 'C' || data[1] != 'K')
            throw new Damage("The archive is damaged: one of its blocks does not begin as it must");
        inflater.reset();
        if (block.length > 0) inflater.setDictionary(block);
        inflater.setInput(data, 2, data.length - 2);
        byte[] plain = new byte[size];
        try {
            int length = 0;
            for (int read; length < size && (read = inflater.inflate(plain, length, size - length)) > 0; )
                length += read;
            if (length < size) throw new Damage("The archive is damaged: one of its blocks is cut off");
            return plain;
        } catch (DataFormatException damaged) {
            throw new Damage("The archive is damaged: one of its blocks cannot be unpacked");
        }
    }

    /** What is left after the last four bytes is the other way round. */
    static int sum(byte[] bytes, int offset, int length, int seed) {
        ByteBuffer words = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        int sum = seed;
        while (words.remaining() >= 4) sum ^= words.getInt();
        int rest = 0;
        while (words.hasRemaining()) rest = rest << 8 | words.get() & 0xff;
        return sum ^ rest;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
