package org.slipway.mirrors.internal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the mirror names what it has a copy of. */
final class MirrorPath {

    private static final Pattern REMOTE =
            Pattern.compile("(https?)://((?:[^/]*@)?(\\[[^\\]/]*\\]|[^/:]+)(?::[^/]*)?)/(.+)", Pattern.DOTALL);

    private MirrorPath() {}

    /** The directory of a feed, without a slash at its end; nothing if the mirror cannot have the feed. */
    static Optional<String> feed(String uri) {
        Matcher parts = REMOTE.matcher(uri);
        if (!parts.matches() || uri.contains("#") || !mayHave(uri)) return Optional.empty();
        String domain = parts.group(2);
        String rest = parts.group(4);
        // A name that starts with a dot could lead out of the feed's directory.
        if (Stream.of(domain, rest).anyMatch(part -> part.startsWith("."))) return Optional.empty();
        return Optional.of("feeds/" + parts.group(1) + "/" + legal(domain) + "/" + flat(rest));
    }

    /** One path component in which {@code #} stands for each slash. */
    static String flat(String text) {
        return legal(text.replace("/", "%23"));
    }

    /** As {@link #flat}, and every reserved character escaped too. */
    static String archive(String uri) {
        return escape(uri.replace('/', '#'), c -> isAlphanumeric(c) || "-._~".indexOf(c) >= 0);
    }

    /** Whether a mirror may have a copy: never of what is on this machine. */
    static boolean mayHave(String uri) {
        Matcher parts = REMOTE.matcher(uri);
        if (!parts.matches()) return false;
        String host = parts.group(3).toLowerCase(Locale.ROOT);
        return !host.equals("localhost") && !host.equals("[::1]") && !host.matches("127\\.[0-9.]*");
    }

    /** What is no URI character gets escaped; escapes and reserved characters stay as they are. */
    private static String legal(String text) {
        String escapes = text.replaceAll("%(?![0-9a-fA-F]{2})", "%25");
        return escape(escapes, c -> isAlphanumeric(c) || "-._~%:@!$&'()*+,;=?".indexOf(c) >= 0);
    }

    private static boolean isAlphanumeric(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static String escape(String text, IntPredicate plain) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            if (plain.test(c)) escaped.append((char) c);
            else escaped.append(String.format("%%%02X", c));
        }
        return escaped.toString();
    }
}
