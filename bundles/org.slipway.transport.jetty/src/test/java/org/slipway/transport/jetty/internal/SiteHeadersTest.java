package org.slipway.transport.jetty.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.transport.jetty.internal.Credentials.Line;

class SiteHeadersTest {

    @Test
    void a_site_has_its_lines() {
        SiteHeaders headers = SiteHeaders.of("# mine\n\n https://a.example  Private-Token: abc def \n"
                + "https://a.example/ X-Other: 1\nhttps://A.example:8443 X-Other:2\n");

        assertThat(headers.of(site("https://a.example:443/x")))
                .containsExactly(new Line("Private-Token", "abc def"), new Line("X-Other", "1"));
        assertThat(headers.of(site("https://a.example:8443"))).containsExactly(new Line("X-Other", "2"));
        assertThat(headers.of(site("http://a.example"))).isEmpty();
        assertThat(headers.of(site("https://b.example"))).isEmpty();
        assertThat(headers.unusable()).isEmpty();
    }

    @Test
    void a_line_that_says_nothing_is_known_by_its_number() {
        SiteHeaders headers = SiteHeaders.of(String.join(
                "\n",
                "https://a.example",
                "https://a.example Name",
                "a.example Name: value",
                "ftp://a.example Name: value",
                "https://a.example/path Name: value",
                "https://a.example?q Name: value",
                "https://me@a.example Name: value",
                "https://a.example Na me: value",
                "https://a.example Name: v\u00e9",
                "https://a.example Name: good"));

        assertThat(headers.unusable()).isEqualTo(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(headers.of(site("https://a.example"))).containsExactly(new Line("Name", "good"));
    }

    @Test
    void what_the_transport_says_itself_cannot_be_said_otherwise() {
        for (String name : List.of("Host", "range", "Content-Length", "Accept-Encoding", "Connection", "If-Range"))
            assertThat(SiteHeaders.of("https://a.example " + name + ": x").unusable())
                    .as(name)
                    .containsExactly(1);
    }

    @Test
    void a_value_is_not_shown() {
        assertThat(SiteHeaders.of("https://a.example Authorization: secret").toString())
                .doesNotContain("secret");
    }

    private static Site site(String uri) {
        return Site.of(URI.create(uri));
    }
}
