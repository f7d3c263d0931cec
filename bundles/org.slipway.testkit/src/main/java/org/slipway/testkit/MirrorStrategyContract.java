package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.api.mirror.MirrorStrategy;
import org.slipway.api.mirror.MirrorStrategy.FeedMirror;
import org.slipway.model.FeedUri;

/** What every mirror strategy does, whichever mirrors it names. */
public abstract class MirrorStrategyContract {
    private static final FeedUri.Remote FEED = new FeedUri.Remote("https://apps.example.com/tools/app.xml");
    private static final URI ARCHIVE = URI.create("https://files.example.com/d/app-1.tar.gz?x=1");
    private static final String ID = "sha256new_ABC";

    protected abstract MirrorStrategy strategy() throws Exception;

    @Test
    void every_copy_has_a_whole_http_uri() throws Exception {
        MirrorStrategy strategy = strategy();

        assertThat(strategy.feed(FEED)).extracting(FeedMirror::feed).allSatisfy(MirrorStrategyContract::isWhole);
        assertThat(strategy.archive(ARCHIVE)).allSatisfy(MirrorStrategyContract::isWhole);
        assertThat(strategy.implementation(FEED, ID)).allSatisfy(MirrorStrategyContract::isWhole);
    }

    private static void isWhole(URI copy) {
        assertThat(copy.getScheme()).isIn("http", "https");
        assertThat(copy.getHost()).isNotNull();
    }

    @Test
    void the_keys_of_a_copy_are_in_a_directory() throws Exception {
        assertThat(strategy().feed(FEED))
                .extracting(mirror -> mirror.keys().toString())
                .allMatch(keys -> keys.endsWith("/"));
    }

    @Test
    void nothing_is_a_copy_of_itself() throws Exception {
        MirrorStrategy strategy = strategy();

        assertThat(strategy.feed(FEED)).extracting(FeedMirror::feed).doesNotContain(URI.create(FEED.text()));
        assertThat(strategy.archive(ARCHIVE)).doesNotContain(ARCHIVE);
    }

    @Test
    void nobody_else_is_told_what_is_on_this_machine() throws Exception {
        MirrorStrategy strategy = strategy();
        for (String host : List.of("localhost", "localhost:8080", "LOCALHOST", "127.0.0.1:80", "[::1]")) {
            assertThat(strategy.feed(new FeedUri.Remote("http://" + host + "/a.xml")))
                    .isEmpty();
            assertThat(strategy.archive(URI.create("http://" + host + "/a.zip")))
                    .isEmpty();
            assertThat(strategy.implementation(new FeedUri.Remote("http://" + host + "/a.xml"), ID))
                    .isEmpty();
        }
    }

    @Test
    void a_hostile_name_stays_below_the_mirror() throws Exception {
        MirrorStrategy strategy = strategy();
        for (String hostile :
                List.of("https://example.com/../../etc/x", "https://../x/a.xml", "https://example.com/%2e%2e/x"))
            for (FeedMirror mirror : strategy.feed(new FeedUri.Remote(hostile)))
                assertThat(mirror.feed().normalize()).isEqualTo(mirror.feed());
        for (URI copy : strategy.implementation(FEED, "../../x"))
            assertThat(copy.normalize()).isEqualTo(copy);
    }

    @Test
    void it_answers_the_same_question_in_the_same_way() throws Exception {
        MirrorStrategy strategy = strategy();

        assertThat(strategy.archive(ARCHIVE))
                .isEqualTo(strategy.archive(ARCHIVE))
                .doesNotHaveDuplicates();
    }
}
