package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem.Kind;

/** Where every transport for http follows a redirect to, and where not. */
public abstract class TransportRedirectContract extends TransportFixture {

    @Test
    void every_kind_of_redirect_is_followed() {
        server.on("/end", Answers.body("hello"));
        for (String status : List.of("301 A", "302 B", "303 C", "307 D", "308 E")) {
            server.on("/a", Answers.status(status, "Location: /end"));
            assertThat(text(outcome("/a"))).isEqualTo("hello");
        }
    }

    @Test
    void a_redirect_takes_a_place_anew() throws Exception {
        try (ScriptedServer other = newServer()) {
            other.on("/end", Answers.body("hello"));
            server.on("/a", Answers.redirect(other.uri("/end").toString()));

            assertThat(text(outcome("/a"))).isEqualTo("hello");
            assertThat(placed).containsExactly(server.uri("/a"), other.uri("/end"));
        }
    }

    @Test
    void locations_are_relative_to_where_they_were_found() {
        server.on("*", Answers.body("x"));
        assertLeads("b", "/dir/b");
        assertLeads("../b", "/b");
        assertLeads("?q=1", "/dir/a?q=1");
        assertLeads("//127.0.0.1:" + server.port() + "/c", "/c");
        assertLeads("/b#part", "/b");
    }

    @Test
    void what_may_not_stand_in_a_uri_is_escaped_and_escapes_stay() {
        server.on("*", Answers.body("x"));
        assertLeads("/b c?d=e f|g", "/b%20c?d=e%20f%7Cg");
        assertLeads("/%41%2f%zz", "/%41%2f%25zz");
        assertLeads("/[1]", "/%5B1%5D");
        assertLeads("/\u00c3\u00a9", "/%C3%A9");
    }

    @Test
    void the_problem_names_the_target() {
        server.on("/a", Answers.redirect("/gone"));

        assertThat(problem(outcome("/a")).uri()).isEqualTo(server.uri("/gone"));
    }

    @Test
    void ten_redirects_are_followed_and_no_more() {
        for (int i = 0; i < 11; i++) server.on("/" + i, Answers.redirect("/" + (i + 1)));
        server.on("/11", Answers.body("far"));

        assertThat(text(outcome("/1"))).isEqualTo("far");
        assertFails(outcome("/0"), Kind.BAD_REDIRECT, "10");
    }

    @Test
    void redirect_loop_ends() {
        server.on("/a", Answers.redirect("/b")).on("/b", Answers.redirect("/a"));

        assertFails(outcome("/a"), Kind.BAD_REDIRECT);
        assertThat(server.requests()).hasSize(11);
    }

    @Test
    void redirect_to_file_is_refused() {
        assertRefused("file:///etc/passwd");
        assertRefused("FILE:/etc/passwd");
    }

    @Test
    void redirect_to_any_other_scheme_is_refused() {
        for (String target : List.of(
                "ftp://127.0.0.1/a", "jar:http://h/a!/b", "data:,hello", "gopher://127.0.0.1/", "javascript:alert(1)"))
            assertRefused(target);
    }

    @Test
    void redirect_header_injection_by_escapes_stays_escaped() {
        server.on("*", Answers.body("x"));

        assertLeads("/b%0d%0aX-Injected:%201", "/b%0d%0aX-Injected:%201");

        assertThat(server.requests()).noneMatch(request -> request.headers().containsKey("x-injected"));
    }

    @Test
    void redirect_header_injection_by_control_characters_is_refused() {
        assertRefused("/b\rX-Injected: 1");
        assertRefused("/b\u0001c");
    }

    @Test
    void redirect_with_credentials_is_refused() {
        assertRefused("http://user:secret@127.0.0.1:" + server.port() + "/b");
        assertRefused("//@127.0.0.1:" + server.port() + "/b");
    }

    @Test
    void redirect_with_a_backslash_host_is_refused() {
        assertRefused("http://evil.example\\@127.0.0.1:" + server.port() + "/b");
        assertRefused("\\\\127.0.0.1\\b");
    }

    @Test
    void redirect_to_no_host_or_port_is_refused() {
        assertRefused("http:///b");
        assertRefused("http:b");
        assertRefused("http://127.0.0.1:99999/");
        assertRefused("http://a b/");
    }

    @Test
    void redirect_to_nowhere_or_to_several_places_is_refused() {
        server.on("/none", Answers.status("302 Found"))
                .on("/two", Answers.status("302 Found", "Location: /a", "Location: /b"));

        assertFails(outcome("/none"), Kind.BAD_REDIRECT, "nowhere");
        assertFails(outcome("/two"), Kind.BAD_REDIRECT, "several");
    }

    @Test
    void redirect_with_an_endless_body_is_followed_without_it() {
        server.on("/a", Answers.endless("HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n", "x".repeat(10_000)))
                .on("/b", Answers.body("hello"));

        assertThat(text(outcome("/a"))).isEqualTo("hello");
    }

    @Test
    void credentials_of_the_request_are_not_sent_anywhere() {
        server.on("*", Answers.body("x"));
        URI uri = URI.create(server.uri("/a").toString().replace("://", "://user:secret@"));

        outcome(DownloadRequest.to(uri, file()));

        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().get(0).headers()).doesNotContainKey("authorization");
        assertThat(server.requests().toString()).doesNotContain("secret");
    }

    private void assertLeads(String location, String target) {
        server.on("/dir/a", (request, wire) -> {
            boolean first = !request.target().contains("?");
            (first ? Answers.redirect(location) : Answers.body("x")).to(request, wire);
        });
        assertThat(text(outcome("/dir/a"))).isEqualTo("x");
        List<String> targets = server.targets();
        assertThat(targets.get(targets.size() - 1)).isEqualTo(target);
    }

    private void assertRefused(String location) {
        server.on("/a", Answers.redirect(location)).on("/b", Answers.body("must not be fetched"));
        int earlier = server.requests().size();
        assertThat(problem(outcome("/a")).kind()).as(location).isIn(Kind.BAD_REDIRECT, Kind.PROTOCOL);
        assertThat(server.requests()).hasSize(earlier + 1);
    }
}
