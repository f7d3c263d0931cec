package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that the environment names, as other programs read it: {@code http_proxy}, {@code https_proxy},
 * {@code all_proxy} and {@code no_proxy}. {@code HTTP_PROXY} is not read: a CGI program gets it from the request.
 *
 * @param except hosts that are reached directly; {@code *} for all
 */
record Proxies(Setting http, Setting https, List<String> except) {

    /** What is set for a scheme. */
    sealed interface Setting {
        record None() implements Setting {}

        record Through(Proxy proxy) implements Setting {}

        /** @param why for the user */
        record Unusable(String why) implements Setting {}
    }

    record Proxy(URI uri, Optional<Credentials> credentials) {}

    record Credentials(String user, String password) {}

    static Proxies of(Map<String, String> environment) {
        return new Proxies(
                setting(environment, "http_proxy", "all_proxy", "ALL_PROXY"),
                setting(environment, "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
                first(environment, "no_proxy", "NO_PROXY").map(Proxies::hosts).orElse(List.of()));
    }

    /** What is set for a site. */
    Setting of(Site site) {
        if (except.stream().anyMatch(pattern -> covers(pattern, site))) return new Setting.None();
        return site.scheme().equals("https") ? https : http;
    }

    private static boolean covers(String pattern, Site site) {
        String name = pattern.startsWith(".") ? pattern.substring(1) : pattern;
        String address = site.address();
        return Stream.of(site.host(), address, address + ":" + site.port())
                .anyMatch(host -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
    }

    private static List<String> hosts(String value) {
        return Stream.of(value.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(host -> !host.isEmpty())
                .toList();
    }

    private static Setting setting(Map<String, String> environment, String... names) {
        for (String name : names) {
            Optional<String> value = first(environment, name);
            if (value.isPresent()) return proxy(name, value.get());
        }
        return new Setting.None();
    }

    private static Optional<String> first(Map<String, String> environment, String... names) {
        return Stream.of(names)
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }

    private static Setting proxy(String name, String value) {
        try {
            URI uri = new URI(value.contains("://") ? value : "http://" + value);
            boolean known = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!known || uri.getHost() == null) return new Setting.Unusable(name + " names no http proxy");
            Site site = Site.of(uri);
            URI plain = new URI(
                    site.scheme() + "://" + site.host() + ":" + (uri.getPort() < 0 ? defaultPort(site) : site.port()));
            return new Setting.Through(
                    new Proxy(plain, Optional.ofNullable(uri.getRawUserInfo()).map(Proxies::credentials)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return new Setting.Unusable(name + " is not a URL");
        }
    }

    /** As curl has it. */
    private static int defaultPort(Site site) {
        return site.scheme().equals("https") ? 443 : 1080;
    }

    private static Credentials credentials(String userInfo) {
        String[] parts = userInfo.split(":", 2);
        return new Credentials(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
