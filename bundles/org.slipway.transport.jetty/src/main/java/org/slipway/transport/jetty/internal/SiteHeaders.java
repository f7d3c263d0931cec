package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Header lines for sites of the user's choice, one a line: {@code https://host[:port] Name: value}. Never to be shown.
 *
 * @param unusable the numbers of the lines that say nothing
 */
record SiteHeaders(Map<Site, List<Credentials.Line>> lines, List<Integer> unusable) {

    static final SiteHeaders EMPTY = new SiteHeaders(Map.of(), List.of());

    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+([-!#$%&'*+.^_`|~0-9A-Za-z]+):\\s*([\\t -~]*)");

    /** What the transport says itself: with other values it would not understand the answer. */
    private static final Set<String> TAKEN = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "proxy-authorization",
            "range",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    static SiteHeaders of(String text) {
        Map<Site, List<Credentials.Line>> lines = new HashMap<>();
        List<Integer> unusable = new ArrayList<>();
        List<String> all = text.lines().map(String::strip).toList();
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i);
            if (line.isEmpty() || line.startsWith("#")) continue;
            Matcher parts = LINE.matcher(line);
            Optional<Site> site = parts.matches() ? site(parts.group(1)) : Optional.empty();
            if (site.isPresent() && !TAKEN.contains(parts.group(2).toLowerCase(Locale.ROOT)))
                lines.computeIfAbsent(site.get(), first -> new ArrayList<>())
                        .add(new Credentials.Line(parts.group(2), parts.group(3)));
            else unusable.add(i + 1);
        }
        return new SiteHeaders(Map.copyOf(lines), List.copyOf(unusable));
    }

    List<Credentials.Line> of(Site site) {
        return lines.getOrDefault(site, List.of());
    }

    private static Optional<Site> site(String text) {
        try {
            URI uri = new URI(text);
            boolean onlySite = uri.getRawUserInfo() == null
                    && List.of("", "/").contains(String.valueOf(uri.getRawPath()))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return onlySite && Target.of(uri) instanceof Target.Found ? Optional.of(Site.of(uri)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
