package org.slipway.archives.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Year;
import java.util.Arrays;
import java.util.Optional;

import org.slipway.api.archive.BadArchive;

/**
 * The header in front of an entry's data. Two readers that trust two different headers would see two different archives,
 * so an entry whose headers disagree is refused. Source: APPNOTE.TXT, section 4.3.7.
 *
 * @param mtime seconds since 1970
 * @param data where the data begins
 */
record ZipHeader(long mtime, long data) {
    private static final int SIGNATURE = 0x04034b50;
    private static final int LENGTH = 30;
    private static final int SIZES_FOLLOW = 1 << 3;
    private static final int UTF_8 = 1 << 11;
    /** Behind the last month with what Info-ZIP finds there. */
    private static final int[] DAYS = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365, 0, 0};

    private static final int YEAR_2038 = (2038 - 1980) << 25;

    static ZipHeader read(Seekable archive, ZipEntry entry) throws BadArchive, IOException {
        ByteBuffer fixed = archive.take(entry.offset(), LENGTH);
        if (fixed.getInt(0) != SIGNATURE) throw disagree(entry);
        int name = fixed.getShort(26) & 0xffff;
        int extra = fixed.getShort(28) & 0xffff;
        byte[] rest = archive.take(entry.offset() + LENGTH, name + extra).array();
        ZipExtra fields = new ZipExtra(Arrays.copyOfRange(rest, name, rest.length));
        if (!Arrays.equals(rest, 0, name, entry.rawName(), 0, entry.rawName().length)) throw disagree(entry);
        mustAgree(entry, fixed, fields);
        if (!entry.name(fields).equals(entry.name())) throw disagree(entry);
        return new ZipHeader(mtime(entry, fields), entry.offset() + LENGTH + name + extra);
    }

    private static void mustAgree(ZipEntry entry, ByteBuffer fixed, ZipExtra fields) throws BadArchive, Damage {
        int flags = fixed.getShort(6) & 0xffff;
        if (((flags ^ entry.flags()) & UTF_8) != 0) throw disagree(entry);
        if ((fixed.getShort(8) & 0xffff) != entry.method()) throw disagree(entry);
        boolean unknown = (flags & SIZES_FOLLOW) != 0;
        long crc = fixed.getInt(14) & 0xffffffffL;
        if (crc != entry.crc() && !(unknown && crc == 0)) throw disagree(entry);
        ZipSizes sizes = ZipSizes.of(fields, fixed.getInt(22) & 0xffffffffL, fixed.getInt(18) & 0xffffffffL, 0);
        if (sizes.plain() != entry.size() && !(unknown && isUnknown(sizes.plain()))) throw disagree(entry);
        if (sizes.compressed() != entry.compressedSize() && !(unknown && isUnknown(sizes.compressed())))
            throw disagree(entry);
        if (!fields.mtime().equals(entry.extra().mtime())
                && fields.mtime().isPresent()
                && entry.extra().mtime().isPresent()) throw disagree(entry);
    }

    private static boolean isUnknown(long size) {
        return size == 0 || size == 0xffffffffL;
    }

    private static BadArchive disagree(ZipEntry entry) {
        return new BadArchive("'" + entry.readable() + "' has two headers that disagree");
    }

    /** By its Unix timestamp if it has a good one, which may be unsigned after 2038; else by that of MS-DOS as GMT. */
    private static long mtime(ZipEntry entry, ZipExtra fields) {
        Optional<Integer> unix = fields.mtime();
        boolean late = Integer.compareUnsigned(entry.dosTime(), YEAR_2038) >= 0;
        if (unix.isEmpty() || unix.get() < 0 && !late) return dos(entry.dosTime());
        return Integer.toUnsignedLong(unix.get());
    }

    /** Info-ZIP counts a day too many from 2101 on, so everybody has to. */
    static long dos(int dosTime) {
        int time = dosTime & 0xffff;
        int date = dosTime >>> 16;
        int year = 1980 + (date >> 9);
        int month = Math.max(date >> 5 & 15, 1);
        int leap = Year.isLeap(year) && month > 2 ? 1 : 0;
        long days = (year - 1970) * 365L + (year - 1969) / 4 + DAYS[month - 1] + leap + (date & 31) - 1;
        return ((days * 24 + (time >> 11)) * 60 + (time >> 5 & 63)) * 60 + (time & 31) * 2;
    }
}
