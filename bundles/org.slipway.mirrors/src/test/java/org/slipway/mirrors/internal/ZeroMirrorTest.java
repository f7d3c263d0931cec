package org.slipway.mirrors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slipway.api.mirror.MirrorStrategy.FeedMirror;
import org.slipway.api.settings.Settings;
import org.slipway.model.FeedUri;
import org.slipway.testkit.TestSettings;

class ZeroMirrorTest {

    private static final String BASE = "http://roscidus.com/0mirror";

    private final ZeroMirror mirror = new ZeroMirror(settings(Optional.of(URI.create(BASE))));

    @Test
    void a_feed_is_below_its_scheme_and_host_with_its_slashes_flattened() {
        assertThat(mirror.feed(remote("https://apps.0install.net/java/maven.xml")))
                .containsExactly(new FeedMirror(
                        URI.create(BASE + "/feeds/https/apps.0install.net/java%23maven.xml/latest.xml"),
                        URI.create(BASE + "/keys/")));
    }

    @Test
    void a_port_stays_with_the_host() {
        assertThat(mirror.feed(remote("http://example.org:8080/a.xml")))
                .extracting(FeedMirror::feed)
                .containsExactly(URI.create(BASE + "/feeds/http/example.org:8080/a.xml/latest.xml"));
    }

    @Test
    void an_archive_is_named_by_its_whole_escaped_uri() {
        assertThat(mirror.archive(URI.create("https://example.org/d/app-1~2.tgz?x=1")))
                .containsExactly(URI.create(BASE + "/archive/https%3A%23%23example.org%23d%23app-1~2.tgz%3Fx%3D1"));
    }

    /** As 0install 2.18 was seen to ask. */
    @Test
    void escapes_in_an_archives_uri_are_escaped_once_more() {
        assertThat(mirror.archive(
                        URI.create("https://github.com/adoptium/jdk-26.0.2%2B10/OpenJDK26U_26.0.2_10.tar.gz")))
                .containsExactly(
                        URI.create(
                                BASE
                                        + "/archive/https%3A%23%23github.com%23adoptium%23jdk-26.0.2%252B10%23OpenJDK26U_26.0.2_10.tar.gz"));
    }

    @Test
    void an_implementation_is_below_its_feed() {
        assertThat(mirror.implementation(remote("https://example.org/x/a.xml"), "sha1new=ab/c d"))
                .containsExactly(URI.create(BASE + "/feeds/https/example.org/x%23a.xml/impl/sha1new=ab%23c%20d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/a.xml",
                "http://localhost:8080/a.xml",
                "http://LOCALHOST/a.xml",
                "https://127.0.0.1/a.xml",
                "http://127.1.2.3:99/a.xml",
                "http://[::1]:8080/a.xml"
            })
    void nobody_else_is_told_what_is_on_this_machine(String uri) {
        assertThat(mirror.feed(remote(uri))).isEmpty();
        assertThat(mirror.archive(URI.create(uri))).isEmpty();
        assertThat(mirror.implementation(remote(uri), "id")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/../secret", "http://.example.org/a", "http://example.org/a#b"})
    void path_escape_from_the_feeds_directory_is_refused(String uri) {
        assertThat(mirror.feed(remote(uri))).isEmpty();
        assertThat(mirror.implementation(remote(uri), "id")).isEmpty();
    }

    @Test
    void other_schemes_have_no_copies() {
        assertThat(mirror.archive(URI.create("ftp://example.org/a.tgz"))).isEmpty();
    }

    @Test
    void a_host_with_a_name_like_localhost_is_mirrored() {
        assertThat(mirror.feed(remote("http://localhost.example.org/a.xml"))).hasSize(1);
    }

    @Test
    void what_is_no_uri_is_escaped_not_thrown() {
        assertThat(mirror.feed(remote("http://example.org/a b%zz[1].xml")))
                .extracting(FeedMirror::feed)
                .containsExactly(URI.create(BASE + "/feeds/http/example.org/a%20b%25zz%5B1%5D.xml/latest.xml"));
    }

    @Test
    void letters_and_digits_stay_and_their_neighbours_in_ascii_do_not() {
        assertThat(mirror.archive(URI.create("http://h/09:@AZaz")))
                .containsExactly(URI.create(BASE + "/archive/http%3A%23%23h%2309%3A%40AZaz"));
        assertThat(mirror.feed(remote("http://h/09AZ[`az{")))
                .extracting(FeedMirror::feed)
                .containsExactly(URI.create(BASE + "/feeds/http/h/09AZ%5B%60az%7B/latest.xml"));
        assertThat(mirror.feed(remote("http://h/$")))
                .extracting(FeedMirror::feed)
                .containsExactly(URI.create(BASE + "/feeds/http/h/$/latest.xml"));
    }

    @Test
    void a_slash_at_the_end_of_the_base_is_not_doubled() {
        ZeroMirror other = new ZeroMirror(settings(Optional.of(URI.create("https://m.example/"))));

        assertThat(other.archive(URI.create("http://h/a")))
                .containsExactly(URI.create("https://m.example/archive/http%3A%23%23h%23a"));
    }

    @Test
    void without_a_base_there_are_no_mirrors() {
        ZeroMirror none = new ZeroMirror(settings(Optional.empty()));

        assertThat(none.feed(remote("http://example.org/a.xml"))).isEmpty();
        assertThat(none.archive(URI.create("http://example.org/a.tgz"))).isEmpty();
        assertThat(none.implementation(remote("http://example.org/a.xml"), "id"))
                .isEmpty();
    }

    private static FeedUri.Remote remote(String uri) {
        return new FeedUri.Remote(uri);
    }

    private static Settings settings(Optional<URI> mirror) {
        TestSettings settings = new TestSettings();
        settings.mirror = mirror;
        return settings;
    }
}
