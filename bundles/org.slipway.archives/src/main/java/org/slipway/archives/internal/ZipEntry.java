package org.slipway.archives.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import org.slipway.api.archive.BadArchive;

/**
 * An entry as the central directory has it. Source: APPNOTE.TXT, section 4.3.12.
 *
 * @param host of the system whose attributes it has
 * @param dosTime date and time as MS-DOS has them, without a time zone
 * @param rawName as in the archive
 * @param offset of its own header, from the archive's start
 */
record ZipEntry(
        int host,
        int flags,
        int method,
        int dosTime,
        long crc,
        long compressedSize,
        long size,
        int attributes,
        long offset,
        byte[] rawName,
        ZipExtra extra) {

    static final int UNIX = 3;
    static final int DIRECTORY = 0040000;
    static final int FILE = 0100000;
    static final int LINK = 0120000;
    static final int TYPE = 0170000;

    private static final int FAT = 0;
    private static final int HPFS = 6;
    private static final int NTFS = 11;
    private static final int AMIGA = 1;
    private static final int ATARI = 5;
    private static final int UTF_8 = 1 << 11;
    private static final int DOS_READ_ONLY = 1;
    private static final int DOS_LABEL = 8;
    private static final int DOS_DIRECTORY = 0x10;
    private static final Pattern VERSION = Pattern.compile("(?<=[^/]);[0-9]*\\z");
    private static final String CODE_PAGE_437 = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

    /** In Unicode, and without the version that VMS has behind it. */
    String name() throws BadArchive {
        return name(extra);
    }

    /** @param fields of either header */
    String name(ZipExtra fields) throws BadArchive {
        return VERSION.matcher(unicodeName(fields)).replaceFirst("");
    }

    /** By the extra field for it, as UTF-8, or, from a system that had no Unicode, in its code page. */
    private String unicodeName(ZipExtra fields) throws BadArchive {
        Optional<String> unicode = unicodePath(fields);
        if (unicode.isPresent()) return unicode.get();
        boolean hadCodePage = host == FAT || host == HPFS || host == NTFS;
        if ((flags & UTF_8) != 0 || !hadCodePage || Names.isUtf8(rawName)) return Names.utf8(rawName);
        StringBuilder name = new StringBuilder();
        for (byte next : rawName) name.append(next >= 0 ? (char) next : CODE_PAGE_437.charAt(next & 0x7f));
        return name.toString();
    }

    /** Only if it is of this name: who has renamed an entry may not have known the field. */
    private Optional<String> unicodePath(ZipExtra fields) throws BadArchive {
        Optional<ByteBuffer> field = fields.find(ZipExtra.UNICODE_PATH).filter(path -> path.remaining() > 5);
        if (field.isEmpty() || (flags & UTF_8) != 0) return Optional.empty();
        CRC32 checksum = new CRC32();
        checksum.update(rawName);
        if (field.get().getInt(1) != (int) checksum.getValue()) return Optional.empty();
        byte[] path = new byte[field.get().remaining() - 5];
        field.get().get(5, path);
        return Optional.of(Names.utf8(path));
    }

    /** For messages. */
    String readable() {
        return new String(rawName, StandardCharsets.UTF_8);
    }

    boolean isDirectory() {
        return rawName.length > 0 && rawName[rawName.length - 1] == '/';
    }

    /** The name of a disk, of which no file is made. */
    boolean isLabel() {
        return (attributes & DOS_LABEL) != 0
                && switch (host) {
                    case FAT, ATARI, HPFS, NTFS -> true;
                    default -> false;
                };
    }

    /** Only the systems that have links have them in archives. */
    boolean isLink() {
        return (mode() & TYPE) == LINK
                && switch (host) {
                    case 2, UNIX, ATARI, 16, 30 -> true;
                    default -> false;
                };
    }

    /** Type and permissions as Unix has them. Other systems' attributes count where they fit those of MS-DOS. */
    int mode() {
        int unix = attributes >>> 16;
        if (hasUnixAttributes()) return unix;
        if (host == AMIGA) return (unix >> 1 & 7) * 0111;
        int dos = (attributes & DOS_READ_ONLY) != 0 ? 0444 : 0666;
        if ((attributes & DOS_DIRECTORY) != 0 || isDirectory()) dos |= 0111;
        boolean fits = host == FAT && (unix & 0700) == (dos & 0700);
        return fits ? unix & 0777 : dos;
    }

    private boolean hasUnixAttributes() {
        return switch (host) {
            case 2, UNIX, ATARI, 12, 13, 16, 17, 30 -> true;
            default -> false;
        };
    }
}
