package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.api.settings.Settings.Consent;

/** Where a transfer goes next: only where http(s) leads, and from https back to http only with consent. */
sealed interface Target {

    record Found(URI uri) implements Target {}

    record Refused(String why) implements Target {}

    default <R> R fold(Function<Found, R> found, Function<Refused, R> refused) {
        if (this instanceof Found f) return found.apply(f);
        return refused.apply((Refused) this);
    }

    /** The parts of any reference: RFC 3986, appendix B. */
    Pattern REFERENCE = Pattern.compile("(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#.*)?");

    int MOST_SHOWN = 200;

    /** Reads a request's own URI; user information is never sent. */
    static Target of(URI uri) {
        try {
            return checked(withoutUserInfo(uri));
        } catch (URISyntaxException e) {
            return new Refused(e.getReason());
        }
    }

    /**
     * Follows a redirect.
     *
     * @param downgrade from https to http
     */
    static Target of(URI from, String location, Consent downgrade) {
        try {
            if (location.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\'))
                return refused(location, "it has a control character or a backslash");
            URI uri = resolve(from, reference(location));
            if (uri.getRawUserInfo() != null) return refused(location, "it has user information");
            if (downgrade == Consent.NO && isDowngrade(from, uri))
                return refused(location, "it leads from https to http");
            return checked(uri).fold(found -> found, why -> refused(location, why.why()));
        } catch (URISyntaxException e) {
            return refused(location, "it is not a URI");
        }
    }

    private static boolean isDowngrade(URI from, URI to) {
        return "https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme());
    }

    private static Target checked(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) return new Refused("it is neither http nor https");
        if (uri.getHost() == null) return new Refused("it names no host");
        if (uri.getPort() == 0 || uri.getPort() > 65535) return new Refused("it has no possible port");
        return new Found(uri);
    }

    private static Target refused(String location, String why) {
        return new Refused(Text.shortened(location, MOST_SHOWN) + ": " + why);
    }

    private static URI withoutUserInfo(URI uri) throws URISyntaxException {
        if (uri.getHost() == null) return uri;
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new URI(uri.getScheme() + "://" + uri.getHost() + port + path + query);
    }

    private static URI resolve(URI from, URI reference) throws URISyntaxException {
        boolean queryOnly = reference.getScheme() == null
                && reference.getRawAuthority() == null
                && reference.getRawPath().isEmpty();
        // java.net.URI would drop the last part of the path.
        if (queryOnly) return new URI(withoutQuery(from) + "?" + reference.getRawQuery());
        return from.resolve(reference);
    }

    private static String withoutQuery(URI uri) {
        return uri.toString().replaceAll("[?#].*", "");
    }

    private static URI reference(String location) throws URISyntaxException {
        Matcher parts = REFERENCE.matcher(location);
        if (!parts.matches()) throw new URISyntaxException(Text.shortened(location, MOST_SHOWN), "no reference");
        String scheme = parts.group(1) == null ? "" : parts.group(1) + ":";
        String authority = parts.group(2) == null ? "" : "//" + parts.group(2);
        String query = parts.group(4) == null ? "" : "?" + encoded(parts.group(4));
        return new URI(scheme + authority + encoded(parts.group(3)) + query);
    }

    /** What may not stand in a path or query gets escaped; escapes stay. Each character is a byte of the header. */
    private static String encoded(String part) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : part.replaceAll("%(?![0-9a-fA-F]{2})", "%25").getBytes(StandardCharsets.ISO_8859_1)) {
            boolean legal = b > ' ' && b < 0x7f && "\"<>[]^`{|}".indexOf(b) < 0;
            if (legal) encoded.append((char) b);
            else encoded.append(String.format("%%%02X", b & 0xff));
        }
        return encoded.toString();
    }
}
