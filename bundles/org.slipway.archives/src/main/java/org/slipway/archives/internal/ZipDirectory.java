package org.slipway.archives.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

import org.slipway.api.archive.BadArchive;

/**
 * The central directory of a zip file, which says what is in it. Nothing may be behind it; what is in front of the first
 * entry, such as a program that unpacks the rest, is passed over. Source: APPNOTE.TXT, sections 4.3.12 to 4.3.16.
 */
final class ZipDirectory {
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int END64 = 0x06064b50;
    private static final int END64_LENGTH = 56;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int LOCATOR64_LENGTH = 20;
    private static final long NO_SHORT = 0xffff;
    private static final long NO_INT = 0xffffffffL;

    /** Something that is done to every entry. */
    interface Visitor {
        void visit(ZipEntry entry) throws BadArchive, IOException;
    }

    private final Seekable archive;
    private final long start;
    private final long end;
    private final long count;
    /** How long is what stands in front and is not counted in offsets. */
    private final long prefix;

    private ZipDirectory(Seekable archive, long end, long size, long offset, long count) throws Damage {
        this.archive = archive;
        this.start = end - size;
        this.end = end;
        this.count = count;
        this.prefix = start - offset;
        if (start < 0 || prefix < 0 || size < 0 || offset < 0 || count > size / ENTRY_LENGTH) throw damaged();
    }

    static ZipDirectory find(Seekable archive) throws IOException {
        long end = findEnd(archive);
        ByteBuffer last = archive.take(end, END_LENGTH);
        if ((last.getShort(4) | last.getShort(6)) != 0)
            throw new Damage("The archive is refused: it is a part of several");
        long count = last.getShort(10) & 0xffff;
        long size = last.getInt(12) & 0xffffffffL;
        long offset = last.getInt(16) & 0xffffffffL;
        if (count != (last.getShort(8) & 0xffff)) throw damaged();
        Optional<ByteBuffer> wide = end64(archive, end);
        if (wide.isEmpty()) return new ZipDirectory(archive, end, size, offset, count);
        ByteBuffer last64 = wide.get();
        return new ZipDirectory(
                archive,
                last64.getLong(END64_LENGTH),
                wide(size, NO_INT, last64.getLong(40)),
                wide(offset, NO_INT, last64.getLong(48)),
                wide(count, NO_SHORT, last64.getLong(32)));
    }

    private static long wide(long narrow, long none, long wide) throws Damage {
        if (narrow != none && narrow != wide) throw damaged();
        return wide;
    }

    /** Where the last record begins. It ends where the file does, or the zeros that fill up a last block. */
    private static long findEnd(Seekable archive) throws IOException {
        int length = (int) Math.min(archive.size(), END_LENGTH + NO_SHORT);
        long from = archive.size() - length;
        ByteBuffer tail = archive.take(from, length);
        int used = length;
        while (used > 0 && tail.get(used - 1) == 0) used--;
        for (int at = length - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) != END) continue;
            int end = at + END_LENGTH + (tail.getShort(at + 20) & 0xffff);
            if (end >= used && end <= length) return from + at;
        }
        throw new Damage("The archive is damaged: it has no directory at its end, as a zip file must have");
    }

    /** The wide record, if there is one, and behind it, in the same buffer, where it begins. */
    private static Optional<ByteBuffer> end64(Seekable archive, long end) throws IOException {
        if (end < LOCATOR64_LENGTH) return Optional.empty();
        ByteBuffer locator = archive.take(end - LOCATOR64_LENGTH, LOCATOR64_LENGTH);
        if (locator.getInt(0) != LOCATOR64) return Optional.empty();
        long at = end - LOCATOR64_LENGTH - END64_LENGTH;
        ByteBuffer wide = archive.take(at, END64_LENGTH + 8);
        if (wide.getInt(0) != END64 || wide.getLong(4) != END64_LENGTH - 12) throw damaged();
        if (wide.getLong(24) != wide.getLong(32)) throw damaged();
        return Optional.of(wide.putLong(END64_LENGTH, at));
    }

    /** All entries in their order. */
    void visit(Visitor visitor) throws BadArchive, IOException {
        InputStream in = new BufferedInputStream(archive.stream(start, end - start), 64 * 1024);
        for (long i = 0; i < count; i++) {
            ByteBuffer fixed = ByteBuffer.wrap(take(in, ENTRY_LENGTH)).order(ByteOrder.LITTLE_ENDIAN);
            if (fixed.getInt(0) != ENTRY) throw damaged();
            int name = fixed.getShort(28) & 0xffff;
            int extra = fixed.getShort(30) & 0xffff;
            byte[] rest = take(in, name + extra);
            take(in, fixed.getShort(32) & 0xffff);
            visitor.visit(entry(fixed, Arrays.copyOf(rest, name), Arrays.copyOfRange(rest, name, rest.length)));
        }
        if (in.read() >= 0) throw damaged();
    }

    private static byte[] take(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw damaged();
        return bytes;
    }

    private ZipEntry entry(ByteBuffer fixed, byte[] name, byte[] extra) throws BadArchive, IOException {
        ZipExtra fields = new ZipExtra(extra);
        ZipSizes sizes =
                ZipSizes.of(fields, fixed.getInt(24) & NO_INT, fixed.getInt(20) & NO_INT, fixed.getInt(42) & NO_INT);
        return new ZipEntry(
                fixed.get(5) & 0xff,
                fixed.getShort(8) & 0xffff,
                fixed.getShort(10) & 0xffff,
                fixed.getInt(12),
                fixed.getInt(16) & NO_INT,
                sizes.compressed(),
                sizes.plain(),
                fixed.getInt(38),
                prefix + sizes.offset(),
                name,
                fields);
    }

    private static Damage damaged() {
        return new Damage("The archive is damaged: its directory contradicts itself");
    }

    long start() {
        return start;
    }
}
