package org.slipway.store.internal;

/** RFC 4648, section 6, without padding. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int bits = 0;
        int pending = 0;
        for (byte next : bytes) {
            pending = pending << 8 | next & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out.append(ALPHABET.charAt(pending >> bits & 31));
            }
        }
        if (bits > 0) out.append(ALPHABET.charAt(pending << 5 - bits & 31));
        return out.toString();
    }
}
