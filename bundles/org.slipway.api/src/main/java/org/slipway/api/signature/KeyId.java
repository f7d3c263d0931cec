package org.slipway.api.signature;

import java.util.regex.Pattern;

/** The 16 hexadecimal digits, upper case, by which a signature names its issuer. A hint to find a key by, never an identity. */
public record KeyId(String text) {
    private static final Pattern TOKEN = Pattern.compile("[0-9A-F]{16}");

    /** @throws IllegalArgumentException if it is none */
    public KeyId {
        if (!TOKEN.matcher(text).matches()) throw new IllegalArgumentException("Not a key ID: " + text);
    }

    @Override
    public String toString() {
        return text;
    }
}
