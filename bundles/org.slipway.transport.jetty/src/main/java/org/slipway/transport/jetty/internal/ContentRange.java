package org.slipway.transport.jetty.internal;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a resource an answer has: RFC 9110, 14.4.
 *
 * @param total absent if the server does not know it
 */
record ContentRange(long first, long last, OptionalLong total) {

    private static final Pattern BYTES = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    static Optional<ContentRange> of(String field) {
        Matcher parts = BYTES.matcher(field.strip());
        if (!parts.matches()) return Optional.empty();
        long first = Long.parseLong(parts.group(1));
        long last = Long.parseLong(parts.group(2));
        OptionalLong total =
                parts.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(parts.group(3)));
        return first > last ? Optional.empty() : Optional.of(new ContentRange(first, last, total));
    }

    long length() {
        return end() - first;
    }

    /** The first byte that it has not. */
    long end() {
        return last + 1;
    }

    /**
     * Whether nothing is missing from there on.
     *
     * @param wanted the end of the resource, if it is known from elsewhere
     */
    boolean isRestFrom(long start, OptionalLong wanted) {
        return first == start && end() == total.orElse(wanted.orElse(-1));
    }
}
