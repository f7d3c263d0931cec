package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What stands in front of the files of an RPM package. Source: the manual of RPM, "Package format". */
final class RpmHeaders {
    private static final int LEAD = 0xedabeedb;
    private static final int LEAD_LENGTH = 96;
    private static final int HEADER = 0x8eade801;
    private static final int HEADER_LENGTH = 16;
    private static final int INDEX_LENGTH = 16;
    private static final int MOST = 16 << 20;
    private static final int PAYLOAD_FORMAT = 1124;
    private static final int PAYLOAD_COMPRESSOR = 1125;
    private static final int TEXT = 6;
    private static final byte[] CPIO = {'0', '7', '0', '7'};

    private RpmHeaders() {}

    /**
     * Reads them to their end, and says how the files are compressed that follow.
     *
     * @param in that can be marked
     */
    static Compression read(InputStream in) throws IOException {
        if (take(in, LEAD_LENGTH).getInt(0) != LEAD)
            throw new Damage("The archive is damaged: it does not begin as an RPM package does");
        Header signatures = Header.read(in);
        take(in, (int) (-signatures.length() & 7));
        Header header = Header.read(in);
        String format = header.text(PAYLOAD_FORMAT).orElse("cpio");
        if (!format.equals("cpio"))
            throw new Damage("The archive is refused: its files are in the format '" + format + "'");
        Optional<String> compressor = header.text(PAYLOAD_COMPRESSOR);
        if (compressor.isEmpty()) return plainOrOld(in);
        return switch (compressor.get()) {
            case "gzip" -> Compression.GZIP;
            case "bzip2" -> Compression.BZIP2;
            case "lzma" -> Compression.LZMA;
            case "xz" -> Compression.XZ;
            case "zstd" -> Compression.ZSTD;
            default ->
                throw new Damage("The archive is refused: its files are compressed by '" + compressor.get() + "'");
        };
    }

    private static Compression plainOrOld(InputStream in) throws IOException {
        return Arrays.equals(Members.peek(in, 4), CPIO) ? Compression.NONE : Compression.GZIP;
    }

    private static ByteBuffer take(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw new Damage("The archive is damaged: it ends in its headers");
        return ByteBuffer.wrap(bytes);
    }

    /** Values behind an index of them. */
    private record Header(ByteBuffer index, ByteBuffer values) {

        static Header read(InputStream in) throws IOException {
            ByteBuffer start = take(in, HEADER_LENGTH);
            int count = start.getInt(8);
            int size = start.getInt(12);
            if (start.getInt(0) != HEADER || count < 0 || size < 0)
                throw new Damage("The archive is damaged: a header is not where it must be");
            if (count > MOST / INDEX_LENGTH || size > MOST)
                throw new Damage("The archive is refused: its headers are too large");
            return new Header(take(in, count * INDEX_LENGTH), take(in, size));
        }

        long length() {
            return HEADER_LENGTH + index.capacity() + values.capacity();
        }

        Optional<String> text(int tag) throws IOException {
            for (int at = 0; at < index.capacity(); at += INDEX_LENGTH)
                if (index.getInt(at) == tag && index.getInt(at + 4) == TEXT) return Optional.of(text(index, at));
            return Optional.empty();
        }

        private String text(ByteBuffer entry, int at) throws IOException {
            int start = entry.getInt(at + 8);
            int end = start;
            while (end >= 0 && end < values.capacity() && values.get(end) != 0) end++;
            if (start < 0 || end >= values.capacity())
                throw new Damage("The archive is damaged: a value of its header is missing");
            return new String(values.array(), start, end - start, StandardCharsets.ISO_8859_1);
        }
    }
}
