package org.slipway.packages.internal;

import java.util.Optional;

import org.slipway.model.Version;

/**
 * Makes a version of what a distribution calls one, as {@code 0install} does: what stands before an epoch's colon is left
 * out, letters are dropped, {@code ~} becomes {@code -pre}, and numbers too large for 64 bits become the largest that is
 * used.
 */
final class DistributionVersion {
    private static final long LARGEST = 9_999_999_999_999_999L;

    private final String text;
    private int at;

    private DistributionVersion(String text) {
        this.text = text;
    }

    /** Absent if there is no number in it. */
    static Optional<Version> clean(String version) {
        String clean = new DistributionVersion(version).clean();
        return clean.isEmpty() ? Optional.empty() : Optional.of(Version.of(clean));
    }

    private String clean() {
        StringBuilder parts = new StringBuilder();
        String modifier = "";
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == ':') {
                parts.setLength(0);
                modifier = "";
                at++;
            } else if (isDigit(next)) {
                parts.append(modifier).append(numbers());
                modifier = modifier();
            } else {
                at++;
            }
        }
        return modifier.equals("-") ? parts.toString() : parts.append(modifier).toString();
    }

    private String numbers() {
        StringBuilder numbers = new StringBuilder();
        while (at < text.length() && isDigit(text.charAt(at))) {
            numbers.append(numbers.isEmpty() ? "" : ".").append(number());
            if (isLower(at) && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
                // Java's 6b17 is 6.17.
                at++;
                continue;
            }
            skipLower();
            if (at == text.length() || text.charAt(at) != '.') break;
            at++;
            skipLower();
        }
        return numbers.toString();
    }

    private long number() {
        long number = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            number = number >= LARGEST ? LARGEST : number * 10 + (text.charAt(at) - '0');
            at++;
        }
        return number;
    }

    private String modifier() {
        if (at == text.length()) return "-";
        char next = text.charAt(at);
        if (next == '~') {
            at++;
            return "-pre";
        }
        if (next != '_' && next != '-') return "-";
        at++;
        if (skip("pre")) return "-pre";
        if (skip("post")) return "-post";
        if (skip("rc")) return "-rc";
        if (at + 1 < text.length() && text.charAt(at) == 'r' && isDigit(text.charAt(at + 1))) at++;
        return "-";
    }

    private boolean skip(String word) {
        if (!text.startsWith(word, at)) return false;
        at += word.length();
        return true;
    }

    private void skipLower() {
        while (isLower(at)) at++;
    }

    private boolean isLower(int position) {
        return position < text.length() && text.charAt(position) >= 'a' && text.charAt(position) <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
