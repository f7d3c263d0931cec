package org.slipway.store.internal;

import java.util.Comparator;

/** The order of the bytes that names have in UTF-8, which is that of their characters. */
final class ByBytes implements Comparator<String> {
    @Override
    public int compare(String one, String other) {
        int end = Math.min(one.length(), other.length());
        int at = 0;
        while (at < end && one.charAt(at) == other.charAt(at)) at++;
        return at == end ? one.length() - other.length() : compare(one.charAt(at), other.charAt(at));
    }

    /** Halves of a character come behind all that are whole. */
    private static int compare(char one, char other) {
        boolean half = Character.isSurrogate(one);
        if (half == Character.isSurrogate(other)) return one - other;
        return half ? 1 : -1;
    }
}
