package org.slipway.signature.bouncycastle.internal;

import java.util.HexFormat;

import org.bouncycastle.openpgp.PGPPublicKey;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;

/** What keys are called. */
final class KeyNames {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private KeyNames() {}

    static Fingerprint fingerprint(PGPPublicKey key) {
        return new Fingerprint(HEX.formatHex(key.getFingerprint()));
    }

    static KeyId id(long keyId) {
        return new KeyId(HEX.toHexDigits(keyId));
    }

    static long number(KeyId id) {
        return Long.parseUnsignedLong(id.text(), 16);
    }
}
