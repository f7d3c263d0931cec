package org.slipway.signature.bouncycastle.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A signed document, and what is to be found out about it.
 *
 * @param keyFile what the keyring has; packets
 * @param expected {@code valid}, {@code valid with WEAKNESS}, {@code bad FLAW}, {@code missing} or {@code unsupported WHY};
 *     with a blank between those of several signatures
 * @param otherwise why gpg is of another opinion, or cannot be asked; empty if it has to agree
 */
record SignatureCase(
        String name, byte[] content, byte[] packets, byte[] keyFile, String expected, Oracle oracle, String otherwise) {

    enum Oracle {
        GPG_AGREES,
        /** It takes what we refuse, or refuses what we take. */
        GPG_DIFFERS,
        /** Of a kind that gpg 2.2 does not know: the RFC decides. */
        RFC
    }

    byte[] document() {
        String base64 = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(packets);
        return new Packets()
                .add(content)
                .text("<!-- Base64 Signature\n" + base64 + "\n\n-->\n")
                .bytes();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
