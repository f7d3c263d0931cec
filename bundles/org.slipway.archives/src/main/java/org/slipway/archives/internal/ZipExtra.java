package org.slipway.archives.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The extra fields of an entry. Source: APPNOTE.TXT, section 4.5; {@code extrafld.txt} of Info-ZIP. */
final class ZipExtra {
    static final int ZIP64 = 0x0001;
    static final int TIMES = 0x5455;
    static final int OLD_UNIX = 0x5855;
    static final int UNICODE_PATH = 0x7075;

    private final byte[] bytes;

    ZipExtra(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The first of this kind. What is behind a field that is too long for the rest is none. */
    Optional<ByteBuffer> find(int kind) {
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (all.remaining() >= 4) {
            int found = all.getShort() & 0xffff;
            int length = all.getShort() & 0xffff;
            if (length > all.remaining()) return Optional.empty();
            if (found == kind)
                return Optional.of(all.slice(all.position(), length).order(ByteOrder.LITTLE_ENDIAN));
            all.position(all.position() + length);
        }
        return Optional.empty();
    }

    /** Seconds since 1970. */
    Optional<Integer> mtime() {
        Optional<ByteBuffer> times = find(TIMES);
        if (times.isPresent())
            return times.filter(field -> field.remaining() >= 5 && (field.get(0) & 1) != 0)
                    .map(field -> field.getInt(1));
        return find(OLD_UNIX).filter(field -> field.remaining() >= 8).map(field -> field.getInt(4));
    }
}
