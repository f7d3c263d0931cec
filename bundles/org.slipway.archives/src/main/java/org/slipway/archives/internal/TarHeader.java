package org.slipway.archives.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.slipway.api.archive.BadArchive;

/**
 * A block that says what comes after it. Sources: POSIX.1-2017, pax, "ustar Interchange Format"; the manual of GNU tar,
 * "Basic Tar Format".
 */
final class TarHeader {
    static final int LENGTH = 512;
    private static final int NAME = 100;
    private static final int CHECKSUM = 148;
    private static final int PREFIX = 345;
    private static final byte[] USTAR = "ustar\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] STAR = "tar\0".getBytes(StandardCharsets.ISO_8859_1);

    private final byte[] block;

    TarHeader(byte[] block) {
        this.block = block;
    }

    boolean isEmpty() {
        for (byte next : block) if (next != 0) return false;
        return true;
    }

    /** Old writers have added up signed bytes. */
    void check() throws BadArchive {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < LENGTH; i++) {
            byte next = i >= CHECKSUM && i < CHECKSUM + 8 ? (byte) ' ' : block[i];
            unsigned += next & 0xff;
            signed += next;
        }
        long wanted = number(CHECKSUM, 8);
        if (wanted != unsigned && wanted != signed)
            throw new BadArchive("The archive is damaged: the header of an entry has a wrong checksum");
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    /** The prefix is there in the POSIX format only; GNU tar has something else in its place. */
    String name() throws BadArchive {
        String name = Names.text(block, 0, NAME);
        if (!magic(257, USTAR)) return name;
        boolean star = magic(508, STAR);
        String prefix = Names.text(block, PREFIX, star ? 131 : 155);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    String linkName() throws BadArchive {
        return Names.text(block, 157, NAME);
    }

    int mode() throws BadArchive {
        return (int) (number(100, 8) & 07777);
    }

    long size() throws BadArchive {
        long size = number(124, 12);
        if (size < 0) throw new BadArchive("'" + name() + "' is refused: it has a negative size");
        return size;
    }

    long mtime() throws BadArchive {
        return number(136, 12);
    }

    boolean flag(int offset) {
        return block[offset] != 0;
    }

    private boolean magic(int offset, byte[] wanted) {
        return Arrays.equals(block, offset, offset + wanted.length, wanted, 0, wanted.length);
    }

    /** Octal digits, or, where the first bit is set, the two's complement. */
    long number(int offset, int length) throws BadArchive {
        return (block[offset] & 0x80) != 0 ? binary(offset, length) : octal(offset, length);
    }

    private long binary(int offset, int length) throws BadArchive {
        boolean negative = (block[offset] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = offset; i < offset + length; i++) {
            int next = i == offset ? negative ? block[i] & 0xff : block[i] & 0x7f : block[i] & 0xff;
            if (value >> 55 != value >> 63) throw wrongNumber();
            value = value << 8 | next;
        }
        return value;
    }

    private long octal(int offset, int length) throws BadArchive {
        String field = new String(block, offset, length, StandardCharsets.ISO_8859_1);
        int end = field.indexOf('\0');
        String digits = (end < 0 ? field : field.substring(0, end)).strip();
        if (digits.isEmpty()) return 0;
        try {
            if (!Character.isDigit(digits.charAt(0))) throw wrongNumber();
            return Long.parseLong(digits, 8);
        } catch (NumberFormatException noNumber) {
            throw wrongNumber();
        }
    }

    private static BadArchive wrongNumber() {
        return new BadArchive("The archive is damaged: the header of an entry has a field that is no number");
    }
}
