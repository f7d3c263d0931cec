package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

import org.slipway.api.archive.BadArchive;

/** A file with holes, which are zeros and are not in the archive. */
final class SparseStream extends BulkStream {

    /** A part that is in the archive. */
    record Part(long offset, long length) {}

    private final InputStream data;
    private final List<Part> parts;
    private final long size;
    private int part;
    private long at;

    private SparseStream(InputStream data, List<Part> parts, long size) {
        this.data = data;
        this.parts = parts;
        this.size = size;
    }

    /**
     * @param stored how many bytes the archive has
     * @param size with the holes
     */
    static InputStream of(String name, InputStream data, List<Part> parts, long stored, long size) throws BadArchive {
        long end = 0;
        long sum = 0;
        for (Part part : parts) {
            if (part.offset < end || part.offset > size || part.length > size - part.offset) throw wrong(name);
            end = part.offset + part.length;
            sum += part.length;
        }
        if (sum != stored) throw wrong(name);
        return new SparseStream(data, parts, size);
    }

    static BadArchive wrong(String name) {
        return new BadArchive("'" + name + "' is damaged: its holes are not where they can be");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (at == size) return -1;
        while (part < parts.size() && at == end(parts.get(part))) part++;
        long next = part < parts.size() ? parts.get(part).offset : size;
        int read;
        if (at < next) {
            read = (int) Math.min(length, next - at);
            Arrays.fill(buffer, offset, offset + read, (byte) 0);
        } else {
            read = data.read(buffer, offset, (int) Math.min(length, end(parts.get(part)) - at));
            if (read < 0) throw new Damage("The archive is damaged: it ends in a file with holes");
        }
        at += read;
        return read;
    }

    private static long end(Part part) {
        return part.offset + part.length;
    }
}
