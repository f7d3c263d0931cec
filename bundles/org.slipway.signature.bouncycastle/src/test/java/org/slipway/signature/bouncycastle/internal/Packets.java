package org.slipway.signature.bouncycastle.internal;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Writes OpenPGP packets as they come, right or wrong. Source: RFC 9580, sections 3, 4.2 and 5. */
final class Packets {
    static final int SIGNATURE = 2;
    static final int PUBLIC_KEY = 6;
    static final int MARKER = 10;
    static final int LITERAL = 11;
    static final int USER_ID = 13;
    static final int SUBKEY = 14;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Packets add(int... octets) {
        for (int octet : octets) bytes.write(octet);
        return this;
    }

    Packets add(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    Packets number(long value, int octets) {
        for (int i = octets - 1; i >= 0; i--) bytes.write((int) (value >> (8 * i)));
        return this;
    }

    Packets mpi(BigInteger value) {
        byte[] magnitude = value.toByteArray();
        int from = magnitude[0] == 0 && magnitude.length > 1 ? 1 : 0;
        number(value.bitLength(), 2);
        bytes.write(magnitude, from, magnitude.length - from);
        return this;
    }

    Packets mpi(byte[] octets) {
        return mpi(new BigInteger(1, octets));
    }

    /** With a header of the current format. */
    Packets packet(int type, byte[] body) {
        add(0xC0 | type);
        return length(body.length).add(body);
    }

    private Packets length(int length) {
        if (length < 192) return add(length);
        if (length < 8384) return add((length - 192 >> 8) + 192, length - 192);
        return add(255).number(length, 4);
    }

    Packets subpacket(int type, byte[] body) {
        return length(body.length + 1).add(type).add(body);
    }

    Packets text(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
