package org.slipway.feeds.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.api.feed.FeedPlaces;
import org.slipway.model.FeedUri;
import org.slipway.testkit.TestPlaces;

class SharedFeedPlacesTest {
    private final Path home = Path.of("/home/x");
    private final FeedPlaces places = new SharedFeedPlaces(new TestPlaces(home));

    @Test
    void a_remote_feed_is_looked_for_in_the_caches_and_has_settings_of_the_user_and_of_the_system() {
        FeedPlaces.Places of = places.of(FeedUri.of("http://example.com/a.xml"));
        assertThat(of.documents()).containsExactly(home.resolve("cache/interfaces/http%3a%2f%2fexample.com%2fa.xml"));
        assertThat(of.settings())
                .contains(
                        home.resolve("config/injector/feeds/http:##example.com#a.xml"),
                        home.resolve("config/injector/interfaces/http:##example.com#a.xml"),
                        home.resolve("system/config/injector/interfaces/http:##example.com#a.xml"));
        assertThat(of.discovered())
                .contains(
                        home.resolve("data/native_feeds/http:##example.com#a.xml"),
                        home.resolve("data/site-packages/http/example.com/a.xml"));
    }

    @Test
    void a_local_feed_is_its_file() {
        assertThat(places.of(FeedUri.of("/feeds/a.xml")).documents()).isEqualTo(List.of(Path.of("/feeds/a.xml")));
    }

    @Test
    void what_the_distribution_has_is_no_document() {
        assertThat(places.of(FeedUri.of("distribution:/feeds/a.xml")).documents())
                .isEmpty();
    }
}
