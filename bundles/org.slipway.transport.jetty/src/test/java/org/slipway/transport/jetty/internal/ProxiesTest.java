package org.slipway.transport.jetty.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slipway.api.transport.Route;
import org.slipway.api.transport.Routes;
import org.slipway.testkit.TestHost;
import org.slipway.transport.jetty.internal.Proxies.Credentials;
import org.slipway.transport.jetty.internal.Proxies.Proxy;
import org.slipway.transport.jetty.internal.Proxies.Setting;

class ProxiesTest {

    @Test
    void each_scheme_has_a_variable_of_its_own() {
        Proxies proxies = Proxies.of(Map.of("http_proxy", "http://a:1", "HTTPS_PROXY", "b:2/"));

        assertThat(proxies.of(site("http://example.org"))).isEqualTo(through("http://a:1"));
        assertThat(proxies.of(site("https://example.org"))).isEqualTo(through("http://b:2"));
    }

    @Test
    void one_variable_serves_all_schemes_that_have_none() {
        Proxies proxies = Proxies.of(Map.of("all_proxy", "http://a", "https_proxy", "https://b"));

        assertThat(proxies.of(site("http://example.org"))).isEqualTo(through("http://a:1080"));
        assertThat(proxies.of(site("https://example.org"))).isEqualTo(through("https://b:443"));
    }

    @Test
    void proxy_header_of_a_cgi_request_is_not_believed() {
        assertThat(Proxies.of(Map.of("HTTP_PROXY", "http://evil:1")).of(site("http://example.org")))
                .isEqualTo(new Setting.None());
    }

    @Test
    void credentials_are_unescaped() {
        assertThat(Proxies.of(Map.of("http_proxy", "http://me%40x:p+%3a@a:1")).of(site("http://example.org")))
                .isEqualTo(new Setting.Through(
                        new Proxy(URI.create("http://a:1"), Optional.of(new Credentials("me@x", "p+:")))));
    }

    @Test
    void a_value_that_cannot_be_used_is_not_passed_over_in_silence() {
        for (String value : new String[] {"socks5://a:1", "http://", "::", "http://a b"})
            assertThat(Proxies.of(Map.of("http_proxy", value)).of(site("http://example.org")))
                    .as(value)
                    .isInstanceOf(Setting.Unusable.class);
    }

    @Test
    void what_is_told_of_a_proxy_has_no_password() {
        Routes routes = new EnvironmentRoutes(
                new TestHost(Map.of("http_proxy", "http://me:secret@a:1", "https_proxy", "secret@", "no_proxy", "b")));

        assertThat(routes.to(URI.create("http://x/"))).isEqualTo(new Route.Through(URI.create("http://a:1")));
        assertThat(routes.to(URI.create("http://b/"))).isEqualTo(new Route.Direct());
        assertThat(routes.to(URI.create("https://x/")))
                .isInstanceOfSatisfying(Route.Unusable.class, unusable -> assertThat(unusable.why())
                        .contains("https_proxy")
                        .doesNotContain("secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "*, http://example.org, true",
        "example.org, http://example.org, true",
        "example.org, http://www.EXAMPLE.org, true",
        ".example.org, http://www.example.org, true",
        "example.org, http://badexample.org, false",
        "'other, example.org', http://example.org, true",
        "example.org:8080, http://example.org:8080, true",
        "example.org:8080, http://example.org, false",
        "127.0.0.1, http://127.0.0.1:99, true",
        "::1, http://[::1]:99, true",
        "'', http://example.org, false"
    })
    void exceptions_are_reached_directly(String exceptions, String uri, boolean directly) {
        Proxies proxies = Proxies.of(Map.of("http_proxy", "http://a:1", "no_proxy", exceptions));

        assertThat(proxies.of(site(uri)).equals(new Setting.None())).isEqualTo(directly);
    }

    private static Setting through(String uri) {
        return new Setting.Through(new Proxy(URI.create(uri), Optional.empty()));
    }

    private static Site site(String uri) {
        return Site.of(URI.create(uri));
    }
}
