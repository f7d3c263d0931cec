package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.slipway.api.archive.BadArchive;

/** Reads the members of an ar file, with long names as GNU and BSD have them. Source: the manual page ar(5) of BSD. */
final class ArReader {
    private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int HEADER = 60;
    private static final int MOST_OF_A_NAME = 4096;
    private static final int MOST_OF_NAMES = 1 << 20;
    /** A member begins at an even offset. */
    private static final int BLOCK = 2;

    /** @param mtime seconds since 1970 */
    record Member(String name, long mtime, int mode, InputStream content) {}

    private final InputStream in;
    private Section content;
    private byte[] longNames = {};

    ArReader(InputStream in) throws IOException {
        this.in = in;
        this.content = new Section(in, 0, "", BLOCK);
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC))
            throw new Damage("The archive is damaged: it does not begin as an ar file does");
    }

    /** The next member, without tables of symbols and names; absent at the end. */
    Optional<Member> next() throws BadArchive, IOException {
        while (true) {
            content.skipRest();
            byte[] header = in.readNBytes(HEADER);
            if (header.length == 0) return Optional.empty();
            if (header.length < HEADER || header[58] != '`' || header[59] != '\n')
                throw new Damage("The archive is damaged: the header of a member is not where it must be");
            String field = text(header, 0, 16);
            long size = number(text(header, 48, 10), 10);
            content = new Section(in, size, field, BLOCK);
            if (field.equals("//")) longNames = table(size);
            else if (field.matches("#1/[0-9]+")) {
                Optional<Member> member = bsd(header, field, size);
                if (member.isPresent()) return member;
            } else if (!field.equals("/") && !field.equals("/SYM64/") && !field.startsWith("__.SYMDEF"))
                return Optional.of(member(header, name(header, field), content));
        }
    }

    private byte[] table(long size) throws IOException {
        if (size > MOST_OF_NAMES) throw new Damage("The archive is refused: its table of names is too long");
        return content.readAllBytes();
    }

    /** The name is in front of the content. */
    private Optional<Member> bsd(byte[] header, String field, long size) throws BadArchive, IOException {
        long length = number(field.substring(3), 10);
        if (length > size || length > MOST_OF_A_NAME)
            throw new Damage("The archive is damaged: a name in it is too long");
        byte[] name = content.readNBytes((int) length);
        String text = Names.text(name, 0, name.length);
        return text.startsWith("__.SYMDEF") ? Optional.empty() : Optional.of(member(header, text, content));
    }

    private String name(byte[] header, String field) throws BadArchive, IOException {
        if (field.matches("/[0-9]+")) {
            long offset = number(field.substring(1), 10);
            if (offset >= longNames.length) throw new Damage("The archive is damaged: the name of a member is missing");
            int end = (int) offset;
            while (end < longNames.length && longNames[end] != '\n') end++;
            if (end > offset && longNames[end - 1] == '/') end--;
            return Names.utf8(Arrays.copyOfRange(longNames, (int) offset, end));
        }
        int end = 16;
        while (end > 0 && header[end - 1] == ' ') end--;
        if (end > 1 && header[end - 1] == '/') end--;
        return Names.utf8(Arrays.copyOf(header, end));
    }

    private static Member member(byte[] header, String name, InputStream content) throws IOException {
        long mtime = number(text(header, 16, 12), 10);
        return new Member(name, mtime, (int) number(text(header, 40, 8), 8), content);
    }

    private static String text(byte[] header, int offset, int length) {
        return new String(header, offset, length, StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** A table has no time nor mode. */
    private static long number(String digits, int radix) throws Damage {
        if (digits.isEmpty()) return 0;
        try {
            if (!Character.isDigit(digits.charAt(0))) throw new NumberFormatException();
            return Long.parseLong(digits, radix);
        } catch (NumberFormatException none) {
            throw new Damage("The archive is damaged: the header of a member has a field that is no number");
        }
    }
}
