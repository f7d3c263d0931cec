package org.slipway.archives.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipExtraField;
import org.apache.commons.compress.archivers.zip.ZipShort;

/**
 * When an entry was changed, the same on every machine: by its Unix timestamp if it has one; else by the time of MS-DOS,
 * read as GMT.
 */
final class ZipTimes {
    private static final ZipShort OLD_UNIX = new ZipShort(0x5855);

    private ZipTimes() {}

    static long seconds(ZipArchiveEntry entry, LocalHeader header) {
        ZipExtraField extended = entry.getExtraField(X5455_ExtendedTimestamp.HEADER_ID);
        if (extended instanceof X5455_ExtendedTimestamp times && times.getModifyTime() != null)
            return times.getModifyTime().getIntValue();
        ZipExtraField old = entry.getExtraField(OLD_UNIX);
        if (old != null && old.getLocalFileDataLength().getValue() >= 8)
            return ByteBuffer.wrap(old.getLocalFileDataData())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getInt(4);
        return dos(header.dosTime());
    }

    private static long dos(int dosTime) {
        int time = dosTime & 0xffff;
        int date = dosTime >>> 16;
        try {
            return LocalDateTime.of(
                            1980 + (date >> 9),
                            date >> 5 & 15,
                            date & 31,
                            time >> 11,
                            time >> 5 & 63,
                            Math.min((time & 31) * 2, 59))
                    .toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException nonsense) {
            return 0;
        }
    }
}
