package org.slipway.archives.internal;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Where the entries of a zip file lie. Two that share bytes are a bomb, or one that two readers read differently. */
final class ZipPlan {
    /** Whose places fit into a part of the memory. */
    private static final int MOST = Math.min(2_000_000, Compression.memoryKib() * 16);

    private final long end;
    private long[] starts = new long[64];
    private long[] ends = new long[64];
    private int count;

    /** @param end where no entry's data may be any more */
    ZipPlan(long end) {
        this.end = end;
    }

    void add(ZipEntry entry, ZipHeader header) throws Damage {
        if (entry.compressedSize() > end - header.data())
            throw new Damage("'" + entry.readable() + "' is damaged: the archive ends in it");
        if (count == MOST) throw new Damage("The archive is refused: it has more than " + MOST + " entries");
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = entry.offset();
        ends[count++] = header.data() + entry.compressedSize();
    }

    void check() throws Damage {
        if (IntStream.range(1, count).allMatch(i -> starts[i] >= ends[i - 1])) return;
        long[] sortedStarts = Arrays.copyOf(starts, count);
        long[] sortedEnds = Arrays.copyOf(ends, count);
        Arrays.sort(sortedStarts);
        Arrays.sort(sortedEnds);
        // Intervals are disjoint exactly if each ends before the next begins in both orders.
        for (int i = 1; i < count; i++)
            if (sortedStarts[i] < sortedEnds[i - 1])
                throw new Damage("The archive is refused: two of its entries have the same bytes");
    }
}
