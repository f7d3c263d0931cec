package org.slipway.feeds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.slipway.feeds.internal.FeedWorld.ALICE;
import static org.slipway.feeds.internal.FeedWorld.FEED;
import static org.slipway.feeds.internal.FeedWorld.PRIMARY;
import static org.slipway.feeds.internal.FeedWorld.T1;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.feed.FeedPreferences;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Stability;
import org.slipway.model.feed.FeedImport;
import org.slipway.model.feed.FeedImport.Origin;
import org.slipway.model.xml.Xml;

class SharedFeedCacheTest {

    private static final String ZI = "xmlns='http://zero-install.sourceforge.net/2004/injector/interface'";
    private static final String ESCAPED = "https%3a%2f%2fexample.org%2fdir%2ffeed.xml";
    private static final String PRETTY = "https:##example.org#dir#feed.xml";
    private static final InterfaceUri INTERFACE = new InterfaceUri(PRIMARY);

    @TempDir
    Path base;

    private SharedFeedCache cache;

    @BeforeEach
    void begin() {
        cache = new FeedWorld(base).cache;
    }

    private Path write(String file, String content) throws IOException {
        Path path = base.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    private static FeedImport feed(String uri, Origin origin) {
        return new FeedImport(FeedUri.of(uri), Architecture.ANY, Optional.empty(), origin);
    }

    @Test
    void a_feed_is_kept_byte_for_byte_where_the_reference_keeps_it() throws Exception {
        byte[] document = FeedWorld.feed("v1", ALICE, T1);
        cache.put(FEED, document);
        assertThat(base.resolve("cache/interfaces").resolve(ESCAPED)).hasBinaryContent(document);
        assertThat(cache.bytes(FEED)).contains(document);
        assertThat(cache.get(FEED).orElseThrow().name()).isEqualTo("v1");
    }

    @Test
    void a_feed_of_the_systems_cache_is_found_and_the_users_own_comes_first() throws Exception {
        assertThat(cache.get(FEED)).isEmpty();
        write("system/cache/interfaces/" + ESCAPED, new String(FeedWorld.feed("theirs", ALICE, T1)));
        assertThat(cache.get(FEED).orElseThrow().name()).isEqualTo("theirs");
        cache.put(FEED, FeedWorld.feed("mine", ALICE, T1));
        assertThat(cache.get(FEED).orElseThrow().name()).isEqualTo("mine");
    }

    @Test
    void a_cached_feed_that_says_it_is_another_one_is_unusable() throws Exception {
        cache.put(FEED, FeedWorld.document("https://example.org/other.xml", "other", ALICE, T1));
        assertThatThrownBy(() -> cache.get(FEED))
                .isInstanceOf(UnusableFeed.class)
                .hasMessageContaining("https://example.org/other.xml");
    }

    @Test
    void a_broken_or_empty_cached_feed_is_unusable() throws Exception {
        cache.put(FEED, new byte[0]);
        assertThatThrownBy(() -> cache.get(FEED)).isInstanceOf(UnusableFeed.class);
        cache.put(FEED, "<selections/>".getBytes());
        assertThatThrownBy(() -> cache.get(FEED)).isInstanceOf(UnusableFeed.class);
    }

    @Test
    void a_local_feed_is_read_from_its_path() throws Exception {
        Path file = write("local/feed.xml", "<interface " + ZI + "><name>local</name><summary>s</summary></interface>");
        assertThat(cache.get(new FeedUri.Local(file)).orElseThrow().name()).isEqualTo("local");
        assertThat(cache.get(new FeedUri.Local(base.resolve("none.xml")))).isEmpty();
        assertThatThrownBy(() -> cache.get(new FeedUri.Local(base.resolve("local"))))
                .isInstanceOf(UnusableFeed.class);
    }

    @Test
    void endless_local_file_is_not_read_to_its_end() throws Exception {
        Path file = base.resolve("big.xml");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Xml.LOCAL_LIMIT + 1);
        }
        assertThatThrownBy(() -> cache.get(new FeedUri.Local(file)))
                .isInstanceOf(UnusableFeed.class)
                .hasMessageContaining("50 MB");
    }

    @Test
    void all_cached_feeds_are_listed_but_no_leftovers() throws Exception {
        cache.put(FEED, new byte[0]);
        write("system/cache/interfaces/http%3a%2f%2fa.example%2ff.xml", "");
        write("cache/interfaces/.slipway-1-2.part", "");
        assertThat(cache.list()).containsExactly(new FeedUri.Remote("http://a.example/f.xml"), FEED);
    }

    @Test
    void the_time_of_a_check_is_written_as_the_reference_does_and_ratings_stay() throws Exception {
        Path file = write(
                "config/injector/feeds/" + PRETTY,
                "<feed-preferences " + ZI + " last-checked='1.5' x:y='z' xmlns:x='urn:x'>"
                        + "<implementation id='1' user-stability='preferred'/><x:note>keep</x:note></feed-preferences>");
        assertThat(cache.lastChecked(FEED)).contains(Instant.ofEpochMilli(1500));
        cache.checked(FEED, Instant.ofEpochSecond(1795519808));
        assertThat(cache.lastChecked(FEED)).contains(Instant.ofEpochSecond(1795519808));
        assertThat(cache.preferences(FEED).stability()).containsEntry("1", Stability.PREFERRED);
        assertThat(file).content().contains("last-checked=\"1795519808\"", ":y=\"z\"", "keep");
    }

    @Test
    void ratings_are_replaced_and_all_else_in_the_file_stays() throws Exception {
        Path file = write(
                "config/injector/feeds/" + PRETTY,
                "<feed-preferences " + ZI + " last-checked='1795519808' x:y='z' xmlns:x='urn:x'>"
                        + "<implementation id='1' user-stability='preferred'/>"
                        + "<implementation id='2' user-stability='buggy' x:b='2'/>"
                        + "<implementation id='3' user-stability='of-tomorrow'/>"
                        + "<x:note>keep</x:note></feed-preferences>");

        cache.set(FEED, new FeedPreferences(Map.of("4", Stability.PREFERRED)));

        assertThat(cache.lastChecked(FEED)).contains(Instant.ofEpochSecond(1795519808));
        assertThat(file)
                .content()
                .contains(":y=\"z\"", ":b=\"2\"", "of-tomorrow", "keep", "id=\"4\" user-stability=\"preferred\"")
                .doesNotContain("id=\"1\"", "buggy");
        cache.set(FEED, FeedPreferences.NONE);
        assertThat(file).content().contains("of-tomorrow").doesNotContain("preferred");
    }

    @Test
    void a_rating_that_is_there_already_is_not_written_again() throws Exception {
        cache.set(FEED, FeedPreferences.NONE);
        assertThat(base.resolve("config/injector/feeds/" + PRETTY)).doesNotExist();
        cache.set(FEED, new FeedPreferences(Map.of("4", Stability.PREFERRED)));
        Path file = base.resolve("config/injector/feeds/" + PRETTY);
        Object before = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        cache.set(FEED, new FeedPreferences(Map.of("4", Stability.PREFERRED)));
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                .isEqualTo(before);
    }

    @Test
    void damaged_ratings_are_refused_by_file_and_place_and_left_alone() throws Exception {
        Map<String, String> damages = Map.of(
                "<feed-preferences " + ZI + ">\n<implementation",
                "line 2",
                "<other/>",
                "the root is <other>",
                "",
                "line 1");
        for (Map.Entry<String, String> damage : damages.entrySet()) {
            Path file = write("config/injector/feeds/" + PRETTY, damage.getKey());
            assertThatThrownBy(() -> cache.set(FEED, new FeedPreferences(Map.of("4", Stability.PREFERRED))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(file.toString(), damage.getValue());
            assertThat(file).hasContent(damage.getKey());
        }
    }

    @Test
    void a_feed_never_checked_has_no_time_and_no_preferences() throws Exception {
        assertThat(cache.lastChecked(FEED)).isEmpty();
        assertThat(cache.lastAttempt(FEED)).isEmpty();
        assertThat(cache.preferences(FEED)).isEqualTo(FeedPreferences.NONE);
        assertThat(cache.preferences(INTERFACE)).isEqualTo(InterfacePreferences.NONE);
    }

    @Test
    void of_an_attempt_only_the_files_time_counts() throws Exception {
        cache.attempted(FEED, T1);
        assertThat(cache.lastAttempt(FEED)).contains(T1);
        assertThat(Files.getLastModifiedTime(base.resolve("cache/injector/last-check-attempt/" + PRETTY))
                        .toInstant())
                .isEqualTo(T1);
    }

    @Test
    void registered_site_and_native_feeds_are_found() throws Exception {
        Path built = write("data/site-packages/http/example.org/dir__feed.xml/1.0/0install/feed.xml", "");
        write("data/site-packages/http/example.org/dir__feed.xml/.hidden/0install/feed.xml", "");
        write("data/site-packages/http/example.org/dir__feed.xml/broken/other.xml", "");
        Path native0 = write("native/feed.xml", "").toRealPath();
        Files.createDirectories(base.resolve("system/data/native_feeds"));
        Files.createSymbolicLink(base.resolve("system/data/native_feeds/" + PRETTY), native0);
        write(
                "config/injector/interfaces/" + PRETTY,
                "<interface-preferences " + ZI + " uri='" + PRIMARY + "' stability_policy='developer'>"
                        + "<feed src='https://example.org/more.xml' arch='Linux-*' langs='en de'/>"
                        + "<feed src='" + built + "'/><feed src='/gone' is-site-package='True'/>"
                        + "</interface-preferences>");
        InterfacePreferences preferences = cache.preferences(INTERFACE);
        assertThat(preferences.stabilityPolicy()).contains(Stability.DEVELOPER);
        assertThat(preferences.feeds())
                .containsExactly(
                        new FeedImport(
                                FeedUri.of("https://example.org/more.xml"),
                                Architecture.of("Linux-*"),
                                Optional.of(List.of("en", "de")),
                                Origin.USER),
                        feed(built.toString(), Origin.SITE_PACKAGES),
                        feed(native0.toString(), Origin.NATIVE));
    }

    @Test
    void preferences_of_old_programs_are_read_and_written_where_new_ones_look() throws Exception {
        write(
                "config/injector/user_overrides/" + ESCAPED,
                "<interface-preferences " + ZI + "><feed src='/a.xml'/></interface-preferences>");
        InterfacePreferences old = cache.preferences(INTERFACE);
        assertThat(old.feeds()).containsExactly(feed("/a.xml", Origin.USER));
        cache.set(INTERFACE, old);
        assertThat(base.resolve("config/injector/interfaces/" + PRETTY)).exists();
        assertThat(cache.preferences(INTERFACE)).isEqualTo(old);
    }

    @Test
    void what_other_programs_wrote_into_the_preferences_stays() throws Exception {
        Path file = write(
                "config/injector/interfaces/" + PRETTY,
                "<interface-preferences " + ZI + " uri='" + PRIMARY + "' x:a='1' xmlns:x='urn:x'>"
                        + "<feed src='/a.xml' x:b='2'/><feed src='/b.xml'/><x:c/></interface-preferences>");
        cache.set(
                INTERFACE,
                new InterfacePreferences(
                        Optional.of(Stability.TESTING),
                        List.of(
                                feed("/a.xml", Origin.USER),
                                feed("/c.xml", Origin.USER),
                                feed("/site.xml", Origin.SITE_PACKAGES))));
        assertThat(file)
                .content()
                .contains(":a=\"1\"", ":b=\"2\"", ":c", "/a.xml", "/c.xml", "stability_policy=\"testing\"")
                .doesNotContain("/b.xml", "/site.xml");
    }

    @Test
    void preferences_that_cannot_be_understood_are_not_taken_for_none() throws Exception {
        Path file = write("config/injector/interfaces/" + PRETTY, "<interface-preferences");
        assertThatThrownBy(() -> cache.preferences(INTERFACE))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("'" + file + "'", "damaged (", "line 1", "Mend the file");
    }

    @Test
    void a_mistyped_stability_lets_no_version_run_that_it_was_to_stop() throws Exception {
        Path rating = write(
                "config/injector/feeds/" + PRETTY,
                "<feed-preferences " + ZI + "><implementation id='1' user-stability='bugy'/></feed-preferences>");
        assertThatThrownBy(() -> cache.preferences(FEED))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("'" + rating + "'", "damaged ('bugy' is no stability", "Mend the file");

        Path policy = write(
                "config/injector/interfaces/" + PRETTY, "<interface-preferences " + ZI + " stability_policy='wonky'/>");
        assertThatThrownBy(() -> cache.preferences(INTERFACE))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("'" + policy + "'", "damaged ('wonky' is no stability");
    }

    @Test
    void a_registered_feed_that_is_none_is_refused_by_file() throws Exception {
        Path file = write(
                "config/injector/interfaces/" + PRETTY,
                "<interface-preferences " + ZI + "><feed src='/a.xml' arch='nonsense'/></interface-preferences>");
        assertThatThrownBy(() -> cache.preferences(INTERFACE))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("'" + file + "'", "damaged (");
    }
}
