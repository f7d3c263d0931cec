package org.slipway.api.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slipway.model.FeedUri;

class TrustDomainTest {
    @ParameterizedTest
    @CsvSource({
        "http://example.com/a.xml, example.com",
        "https://Example.COM/a.xml, example.com",
        "http://localhost:8080/a.xml, localhost:8080",
        "https://[::1]:8443/a, [::1]:8443"
    })
    void the_domain_is_the_host_with_its_port(String feed, String domain) {
        assertThat(TrustDomain.of(new FeedUri.Remote(feed)).text()).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example.com?@feeds.example.org/a.xml",
                "http://evil.example.com\\@feeds.example.org/a.xml",
                "http://evil.example.com#@feeds.example.org/a.xml",
                "http://feeds.example.org@evil.example.com/a.xml",
                "http://user:pw@feeds.example.org/a.xml",
                "http://*/a.xml",
                "http://*.example.org/a.xml",
                "http://example.org",
                "http:///a.xml",
                "http://exam ple.org/a.xml",
                "http://example.org\n.evil.com/a.xml",
                "http://example.org:port/a.xml"
            })
    void a_uri_in_which_two_parsers_see_two_hosts_is_refused(String feed) {
        assertThatThrownBy(() -> TrustDomain.of(new FeedUri.Remote(feed))).isInstanceOf(IllegalArgumentException.class);
    }
}
