package org.slipway.signature.bouncycastle.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Takes the armour off key files. Headers may be as odd as they are, and the check sum is not looked at. Source: RFC 9580,
 * section 6.2.
 */
final class Armour {
    private static final String BEGIN = "-----BEGIN PGP ";
    private static final String END = "-----END PGP ";

    private Armour() {}

    static boolean isArmoured(byte[] file) {
        return new String(file, 0, Math.min(file.length, 4096), StandardCharsets.ISO_8859_1).contains(BEGIN);
    }

    /** @return what all blocks of the file have */
    static byte[] remove(byte[] file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder base64 = new StringBuilder();
        Part part = Part.BETWEEN;
        for (String line : new String(file, StandardCharsets.ISO_8859_1).lines().toList()) {
            String text = line.strip();
            if (text.startsWith(BEGIN)) part = Part.HEADERS;
            else if (part == Part.HEADERS && text.isEmpty()) part = Part.BODY;
            else if (part == Part.BODY && text.startsWith("=")) part = Part.CHECK_SUM;
            else if (text.startsWith(END)) {
                bytes.writeBytes(decode(base64));
                part = Part.BETWEEN;
            } else if (part == Part.BODY) base64.append(text);
        }
        if (part != Part.BETWEEN) throw new IOException("the armour has no end");
        return bytes.toByteArray();
    }

    private enum Part {
        BETWEEN,
        HEADERS,
        BODY,
        CHECK_SUM
    }

    private static byte[] decode(StringBuilder base64) throws IOException {
        try {
            return Base64.getDecoder().decode(base64.toString());
        } catch (IllegalArgumentException notBase64) {
            throw new IOException("the armour has no Base64: " + notBase64.getMessage());
        } finally {
            base64.setLength(0);
        }
    }
}
