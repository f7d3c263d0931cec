package org.slipway.archives.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.slipway.api.archive.BadArchive;

/**
 * The header in front of an entry's data. Two readers that trust two different headers would see two different archives,
 * so an entry whose headers disagree is refused. Source: APPNOTE.TXT, section 4.3.7.
 *
 * @param dosTime date and time as MS-DOS has them, without a time zone
 */
record LocalHeader(int method, int flags, int dosTime, long crc, byte[] name) {
    private static final int SIGNATURE = 0x04034b50;
    private static final int LENGTH = 30;
    private static final int SIZES_FOLLOW = 1 << 3;

    static LocalHeader read(SeekableByteChannel archive, ZipArchiveEntry entry) throws IOException {
        archive.position(entry.getLocalHeaderOffset());
        ByteBuffer header = take(archive, LENGTH);
        if (header.getInt(0) != SIGNATURE) throw new IOException("'" + entry.getName() + "' has no header");
        int flags = header.getShort(6) & 0xffff;
        int method = header.getShort(8) & 0xffff;
        long crc = header.getInt(14) & 0xffffffffL;
        byte[] name = take(archive, header.getShort(26) & 0xffff).array();
        return new LocalHeader(method, flags, header.getInt(10), crc, name);
    }

    private static ByteBuffer take(SeekableByteChannel archive, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining())
            if (archive.read(bytes) < 0) throw new EOFException("The archive ends in a header");
        return bytes;
    }

    void mustAgreeWith(ZipArchiveEntry entry) throws BadArchive {
        boolean sameChecksum = (flags & SIZES_FOLLOW) != 0 || crc == entry.getCrc();
        if (!Arrays.equals(name, entry.getRawName()) || method != entry.getMethod() || !sameChecksum)
            throw new BadArchive("'" + entry.getName() + "' has two headers that disagree");
    }
}
