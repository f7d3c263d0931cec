package org.slipway.api.signature;

import java.util.regex.Pattern;

/**
 * Identifies a key: 40 (v4) or 64 (v6) hexadecimal digits, upper case. Nothing shorter identifies one, nor do the 32 digits of
 * version 3, which anybody can make a key for.
 */
public record Fingerprint(String text) {
    private static final Pattern TOKEN = Pattern.compile("[0-9A-F]{40}|[0-9A-F]{64}");

    /** @throws IllegalArgumentException if it is none */
    public Fingerprint {
        if (!TOKEN.matcher(text).matches()) throw new IllegalArgumentException("Not a fingerprint: " + text);
    }

    @Override
    public String toString() {
        return text;
    }
}
