package org.slipway.archives.internal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Queue;
import java.util.zip.CRC32;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.slipway.api.archive.BadArchive;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/** What an entry holds, which has exactly the size and checksum that the central directory has. */
final class ZipContent extends BulkStream {
    private static final int ENCRYPTED = 1;
    private static final int ENDS_BY_MARK = 1 << 1;

    private final InputStream in;
    private final Queue<Inflated> spare;
    private final ZipEntry entry;
    private final CRC32 checksum = new CRC32();
    private long size;
    private boolean closed;

    private ZipContent(InputStream in, Queue<Inflated> spare, ZipEntry entry) {
        this.in = in;
        this.spare = spare;
        this.entry = entry;
    }

    /** @param spare those that have been used, and can be again; for any number of threads */
    static ZipContent open(Seekable archive, ZipEntry entry, ZipHeader header, Queue<Inflated> spare)
            throws BadArchive, IOException {
        if ((entry.flags() & ENCRYPTED) != 0) throw new BadArchive("'" + entry.readable() + "' is encrypted");
        InputStream data = archive.stream(header.data(), entry.compressedSize());
        return new ZipContent(decompress(entry, data, spare), spare, entry);
    }

    private static InputStream decompress(ZipEntry entry, InputStream data, Queue<Inflated> spare)
            throws BadArchive, IOException {
        return switch (entry.method()) {
            case 0 -> data;
            case 8 -> inflated(data, spare);
            case 9 -> new Deflate64CompressorInputStream(new BufferedInputStream(data));
            case 12 -> new BZip2CompressorInputStream(new BufferedInputStream(data));
            case 14 -> lzma(entry, new BufferedInputStream(data));
            case 20, 93 -> new ZstdInputStreamNoFinalizer(data);
            case 95 -> new XZInputStream(new BufferedInputStream(data), Compression.memoryKib());
            default ->
                throw new BadArchive(
                        "'" + entry.readable() + "' is compressed by the unknown method " + entry.method());
        };
    }

    private static Inflated inflated(InputStream data, Queue<Inflated> spare) {
        Inflated used = spare.poll();
        return used == null ? new Inflated(data) : used.begin(data);
    }

    /** Source: APPNOTE.TXT, section 5.8. */
    private static InputStream lzma(ZipEntry entry, InputStream data) throws IOException {
        byte[] header = data.readNBytes(9);
        if (header.length < 9 || header[2] != 5 || header[3] != 0)
            throw new EOFException("the LZMA properties are missing");
        int dictionary =
                header[5] & 0xff | (header[6] & 0xff) << 8 | (header[7] & 0xff) << 16 | (header[8] & 0xff) << 24;
        int needed = LZMAInputStream.getMemoryUsage(dictionary, header[4]);
        if (needed > Compression.memoryKib()) throw new MemoryLimitException(needed, Compression.memoryKib());
        boolean marked = (entry.flags() & ENDS_BY_MARK) != 0;
        return new LZMAInputStream(data, marked ? -1 : entry.size(), header[4], dictionary);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read > 0) {
            checksum.update(buffer, offset, read);
            size += read;
        }
        if (size > entry.size() || read < 0 && (size < entry.size() || checksum.getValue() != entry.crc()))
            throw new Damage("'" + entry.readable() + "' is damaged: its size or checksum is wrong");
        return read;
    }

    @Override
    public void close() throws IOException {
        if (closed) return;
        closed = true;
        in.close();
        if (in instanceof Inflated used) spare.add(used);
    }
}
