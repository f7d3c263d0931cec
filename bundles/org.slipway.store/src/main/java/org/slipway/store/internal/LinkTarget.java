package org.slipway.store.internal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where a link points to, slash by slash: the usual ways to a path take a slash at the end or beside another away. */
final class LinkTarget {
    private static final String TWO = "//";

    private LinkTarget() {}

    /** Spelled as it is told where Java can, which is for the caller to see. */
    static Path of(String target) {
        Path plain = Path.of(target);
        if (plain.toString().equals(target)) return plain;
        // To resolve adds a slash of its own.
        int two = target.lastIndexOf(TWO);
        if (two > 0) return of(target.substring(0, two + 1)).resolve(of(target.substring(two + TWO.length())));
        Path below = Path.of(URI.create("file:///" + encoded(target)));
        return target.startsWith("/") || below.getNameCount() == 0 ? below : below.subpath(0, below.getNameCount());
    }

    /** Every byte, so that nothing in it means anything. */
    private static String encoded(String target) {
        StringBuilder encoded = new StringBuilder();
        for (byte next : target.getBytes(StandardCharsets.UTF_8)) encoded.append(String.format("%%%02X", next));
        return encoded.toString();
    }
}
