package org.slipway.signature.bouncycastle.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import org.slipway.api.signature.Unsigned;

/**
 * The comment at the end of a feed that has its signatures. Source: feed specification, "Digital signatures".
 *
 * @param content everything before the comment: what the signatures cover
 * @param packets OpenPGP packets, decoded
 */
record SignatureBlock(byte[] content, byte[] packets) {
    private static final String START = "<!-- Base64 Signature\n";
    private static final String END = "\n-->";
    private static final int LIMIT = 1 << 20;

    static SignatureBlock of(byte[] document) throws Unsigned {
        // One byte is one character, so that positions in the text are positions in the document.
        String text = new String(document, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("<?xml "))
            throw new Unsigned("it is no XML document, it begins with '" + beginning(text) + "'");
        int start = text.lastIndexOf("\n" + START);
        if (start < 0) throw new Unsigned("it has no signature block");
        String comment = text.substring(start + 1 + START.length() - 1).stripTrailing();
        if (!comment.endsWith(END)) throw new Unsigned("the signature block is not at the end of the document");
        String base64 = comment.substring(0, comment.length() - END.length());
        if (base64.length() > LIMIT) throw new Unsigned("the signature block has more than " + LIMIT + " characters");
        return new SignatureBlock(Arrays.copyOf(document, start + 1), decode(base64.replaceAll("[ \t\r\n]", "")));
    }

    private static byte[] decode(String base64) throws Unsigned {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new Unsigned("the signature block is no Base64: " + notBase64.getMessage());
        }
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(40, text.length())).replaceAll("[^ -~]", "?");
    }
}
