package org.slipway.archives.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.slipway.api.archive.BadArchive;

/** Names in archives are bytes. Only those that are UTF-8 are the same name on every machine. */
final class Names {
    private Names() {}

    static String utf8(byte[] name) throws BadArchive {
        if (isUtf8(name)) return new String(name, StandardCharsets.UTF_8);
        String readable = new String(name, StandardCharsets.ISO_8859_1);
        throw new BadArchive("'" + readable + "' is refused: the name is no UTF-8");
    }

    /** What the link of this name points to. */
    static String target(String name, byte[] target) throws BadArchive {
        if (!isUtf8(target)) throw new BadArchive("'" + name + "' is refused: what it is a link to is no UTF-8");
        return new String(target, StandardCharsets.UTF_8);
    }

    static boolean isUtf8(byte[] name) {
        // A string has U+FFFD for what is none, and the decoder knows whether that was there.
        if (new String(name, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0) return true;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
            return true;
        } catch (CharacterCodingException foreign) {
            return false;
        }
    }

    /** As {@link #utf8}, up to the first NUL. */
    static String text(byte[] bytes, int offset, int length) throws BadArchive {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) end++;
        return utf8(Arrays.copyOfRange(bytes, offset, end));
    }
}
