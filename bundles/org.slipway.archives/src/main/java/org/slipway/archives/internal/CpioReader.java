package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.slipway.api.archive.BadArchive;

/** Reads the entries of a cpio file with headers of text. Source: the manual page cpio(5) of BSD. */
final class CpioReader {
    private static final String LAST = "TRAILER!!!";
    private static final int MOST_OF_A_NAME = 4096;

    /**
     * @param file tells which entries are one file; the same for all that are
     * @param checksum the sum of the content's bytes, where the format has one
     */
    record Entry(
            String name,
            int mode,
            long mtime,
            long links,
            String file,
            long size,
            Optional<Long> checksum,
            InputStream content) {}

    private final InputStream in;
    private Section content;

    CpioReader(InputStream in) {
        this.in = in;
        this.content = new Section(in, 0, "", 1);
    }

    /** The next entry; absent at the end. */
    Optional<Entry> next() throws BadArchive, IOException {
        content.skipRest();
        String magic = digits(6);
        Optional<Entry> entry =
                switch (magic) {
                    case "070701" -> Optional.of(hexadecimal(false));
                    case "070702" -> Optional.of(hexadecimal(true));
                    case "070707" -> Optional.of(octal());
                    default ->
                        throw new Damage("The archive is damaged: the header of an entry is not where it must be");
                };
        return entry.filter(next -> !next.name().equals(LAST));
    }

    private Entry hexadecimal(boolean checked) throws BadArchive, IOException {
        long inode = hexadecimal();
        int mode = (int) hexadecimal();
        hexadecimal();
        hexadecimal();
        long links = hexadecimal();
        long mtime = hexadecimal();
        long size = hexadecimal();
        String device = hexadecimal() + ":" + hexadecimal();
        hexadecimal();
        hexadecimal();
        long length = hexadecimal();
        long checksum = hexadecimal();
        String name = name(length);
        // The header's 110 bytes and the name end at a multiple of four.
        skip((int) (-(110 + length) & 3));
        content = new Section(in, size, name, 4);
        Optional<Long> sum = checked ? Optional.of(checksum) : Optional.empty();
        return new Entry(name, mode, mtime, links, device + ":" + inode, size, sum, content);
    }

    private Entry octal() throws BadArchive, IOException {
        String file = digits(6) + ":" + digits(6);
        int mode = (int) octal(6);
        octal(6);
        octal(6);
        long links = octal(6);
        octal(6);
        long mtime = octal(11);
        long length = octal(6);
        long size = octal(11);
        String name = name(length);
        content = new Section(in, size, name, 1);
        return new Entry(name, mode, mtime, links, file, size, Optional.empty(), content);
    }

    private String name(long length) throws BadArchive, IOException {
        if (length < 1 || length > MOST_OF_A_NAME) throw new Damage("The archive is damaged: a name in it is too long");
        byte[] name = take((int) length);
        if (name[name.length - 1] != 0) throw new Damage("The archive is damaged: a name in it has no end");
        return Names.text(name, 0, name.length);
    }

    private void skip(int length) throws IOException {
        take(length);
    }

    private long hexadecimal() throws IOException {
        return number(digits(8), 16);
    }

    private long octal(int length) throws IOException {
        return number(digits(length), 8);
    }

    private static long number(String digits, int radix) throws Damage {
        try {
            return Long.parseUnsignedLong(digits, radix);
        } catch (NumberFormatException none) {
            throw new Damage("The archive is damaged: the header of an entry has a field that is no number");
        }
    }

    private String digits(int length) throws IOException {
        return new String(take(length), StandardCharsets.ISO_8859_1);
    }

    private byte[] take(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw new Damage("The archive is damaged: it ends before its last entry");
        return bytes;
    }
}
