package org.slipway.api.trust;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

import org.slipway.model.FeedUri;

/**
 * What a key is trusted for: the host, with the port if the URI names one, in lower case; {@code *} for all feeds. Source:
 * the {@code domain} elements of {@code trustdb.xml}.
 */
public record TrustDomain(String text) {
    public static final TrustDomain ALL = new TrustDomain("*");

    private static final Pattern HOST = Pattern.compile(
            "([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\\.?|\\[[0-9a-f:.]+\\])(:[0-9]{1,5})?");

    /** @throws IllegalArgumentException if it is neither {@code *} nor a host with or without a port */
    public TrustDomain {
        if (!text.equals("*") && !HOST.matcher(text).matches())
            throw new IllegalArgumentException("Not a domain: '" + text + "'");
    }

    /**
     * The domain of a feed. User information, backslashes, control characters and a missing path are refused, so that no
     * two parsers can see two hosts in one URI.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static TrustDomain of(FeedUri.Remote feed) {
        URI uri;
        try {
            uri = new URI(feed.text());
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("Not a valid URI: " + malformed.getMessage(), malformed);
        }
        if (uri.getRawUserInfo() != null || feed.text().contains("\\") || uri.getHost() == null)
            throw new IllegalArgumentException("The URI of a feed must be http(s)://HOST[:PORT]/PATH: " + feed);
        if (uri.getRawPath() == null || !uri.getRawPath().startsWith("/"))
            throw new IllegalArgumentException("Missing / after the host of " + feed);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return new TrustDomain(uri.getPort() == -1 ? host : host + ":" + uri.getPort());
    }

    @Override
    public String toString() {
        return text;
    }
}
