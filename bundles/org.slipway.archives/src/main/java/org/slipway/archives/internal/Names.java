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
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException foreign) {
            String readable = new String(name, StandardCharsets.ISO_8859_1);
            throw new BadArchive("'" + readable + "' is refused: the name is no UTF-8");
        }
    }

    /** As {@link #utf8}, up to the first NUL. */
    static String text(byte[] bytes, int offset, int length) throws BadArchive {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) end++;
        return utf8(Arrays.copyOfRange(bytes, offset, end));
    }
}
