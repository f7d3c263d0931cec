package org.slipway.model.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Xml;

/** What is found in a catalog, and what is none. */
class CatalogTest {

    private static final String FEED = "http://zero-install.sourceforge.net/2004/injector/interface";

    private static Catalog of(String... feeds) throws Exception {
        String document = "<catalog xmlns='" + Catalog.NAMESPACE + "' xmlns:f='" + FEED + "'>" + String.join("", feeds)
                + "<other xmlns='http://example.com/'/></catalog>";
        return CatalogReader.read(Xml.read(document.getBytes(UTF_8)));
    }

    private static String feed(String uri, String name, String rest) {
        return "<f:interface uri='" + uri + "'><f:name>" + name + "</f:name>" + rest + "</f:interface>";
    }

    private static List<String> uris(List<Feed> feeds) {
        return feeds.stream().map(feed -> feed.uri().text()).toList();
    }

    private static final String VLC = feed(
            "https://example.com/vlc.xml",
            "VLC media player",
            "<f:summary>plays films</f:summary><f:summary xml:lang='de'>spielt Filme</f:summary>"
                    + "<f:entry-point command='run' binary-name='vlc'/><f:entry-point command='x' binary-name='other'/>");
    private static final String EDIT = feed("https://example.com/edit.xml", "Edit", "<f:summary>an editor</f:summary>");

    @Test
    void names_programs_and_summaries_are_searched_whatever_their_case() throws Exception {
        Catalog catalog = of(VLC, EDIT);
        assertThat(uris(catalog.search("MEDIA-pl", List.of()))).containsExactly("https://example.com/vlc.xml");
        assertThat(uris(catalog.search("media pl", List.of()))).containsExactly("https://example.com/vlc.xml");
        assertThat(uris(catalog.search("editor", List.of()))).containsExactly("https://example.com/edit.xml");
        assertThat(uris(catalog.search("filme", List.of("de")))).containsExactly("https://example.com/vlc.xml");
        assertThat(catalog.search("filme", List.of())).isEmpty();
        assertThat(catalog.search("", List.of())).hasSize(2);
    }

    @Test
    void a_short_name_is_the_name_or_that_of_the_program_that_run_runs() throws Exception {
        Catalog catalog = of(VLC, EDIT);
        assertThat(catalog.named("vlc")).isPresent();
        assertThat(catalog.named("vlc-media-player")).isPresent();
        assertThat(catalog.named("EDIT")).isPresent();
        assertThat(catalog.named("other")).isEmpty();
        assertThat(catalog.named("media")).isEmpty();
        assertThat(catalog.named("")).isEmpty();
    }

    @Test
    void of_two_descriptions_the_first_counts() throws Exception {
        Catalog other = of(EDIT.replace(">Edit<", ">Imposter<"), VLC);
        Catalog merged = Catalog.merge(List.of(of(EDIT), other));
        assertThat(merged.feeds().stream().map(Feed::name)).containsExactly("Edit", "VLC media player");
    }

    @Test
    void what_is_written_reads_the_same() throws Exception {
        Catalog catalog = of(VLC, EDIT);
        Catalog again = CatalogReader.read(Xml.read(Xml.write(catalog.document())));
        assertThat(uris(again.feeds())).isEqualTo(uris(catalog.feeds()));
        assertThat(again.named("vlc")).isPresent();
    }

    @Test
    void feeds_that_are_not_remote_or_have_no_name_make_it_malformed() {
        for (String uri :
                List.of("", "/etc/passwd", "file:///x", "https://example.com", "https://a/b&#10;c", "ftp://a/b"))
            assertThatThrownBy(() -> of(feed(uri, "n", "")))
                    .isInstanceOf(MalformedFeed.class)
                    .hasMessageContaining("which is no http(s)://HOST/PATH");
        assertThatThrownBy(() -> of("<f:interface uri='https://a/b'/>"))
                .isInstanceOf(MalformedFeed.class)
                .hasMessageContaining("https://a/b");
    }

    @Test
    void a_feed_is_no_catalog() {
        assertThatThrownBy(() -> CatalogReader.read(Xml.read(("<interface xmlns='" + FEED + "'/>").getBytes(UTF_8))))
                .isInstanceOf(MalformedFeed.class)
                .hasMessageStartingWith("Not a catalog");
    }
}
