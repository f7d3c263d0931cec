package org.slipway.model.selections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.Implementation.Source;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

class LockTest {
    private static final String A = "http://example.com/a.xml";
    private static final String ONE = "1".repeat(40);
    private static final String TWO = "2".repeat(40);
    private static final String KEY = "A".repeat(40);

    private static Element root(String name, String attributes, String content) throws Exception {
        String document =
                "<" + name + " xmlns='" + Element.ZERO_INSTALL + "' " + attributes + ">" + content + "</" + name + ">";
        return Xml.read(document.getBytes(UTF_8));
    }

    private static Selections selections(String content) throws Exception {
        return SelectionsReader.read(root("selections", "interface='" + A + "' command='run'", content));
    }

    private static String selection(String id, String digest) {
        return "<selection interface='" + A + "' id='" + id + "' version='1'><manifest-digest sha1new='" + digest
                + "'/><command name='run' path='x'/></selection>";
    }

    private static Lock.Locked locked(String implementations) throws Exception {
        Feed feed = FeedReader.read(
                FeedUri.of(A), root("interface", "uri='" + A + "'", "<name>A</name>" + implementations));
        return new Lock.Locked(feed, "ab".repeat(32), List.of(KEY));
    }

    private static String implementation(String id, String digest, String how) {
        return "<implementation id='" + id + "' version='1' arch='Linux-*'><manifest-digest sha1new='" + digest + "'/>"
                + how + "</implementation>";
    }

    private static final String ARCHIVE = "<archive href='http://example.com/x.tgz' size='7'/>";

    private static Lock lock() throws Exception {
        return Lock.of(
                selections(selection("one", ONE)),
                List.of(locked("<group license='x'>" + implementation("one", ONE, ARCHIVE)
                        + implementation("other", TWO, ARCHIVE) + "</group>")));
    }

    @Test
    void it_is_read_as_it_was_written() throws Exception {
        Lock lock = Lock.read(Xml.read(Xml.write(lock().document())));

        Lock.Locked feed = lock.feeds().get(FeedUri.of(A));
        assertThat(feed.sha256()).isEqualTo("ab".repeat(32));
        assertThat(feed.signedBy()).containsExactly(KEY);
        assertThat(lock.implementation(lock.selections().selections().get(0))
                        .orElseThrow()
                        .source())
                .isInstanceOfSatisfying(Source.Cached.class, cached -> assertThat(cached.retrievalMethods())
                        .hasSize(1));
    }

    @Test
    void it_is_a_selections_document_and_has_only_what_is_selected() throws Exception {
        Lock lock = lock();

        assertThat(SelectionsReader.read(lock.document()).selections()).hasSize(1);
        assertThat(lock.feeds().get(FeedUri.of(A)).feed().implementations()).containsOnlyKeys("one");
        assertThat(Lock.isLock(lock.document())).isTrue();
        assertThat(Lock.isLock(selections("").document())).isFalse();
    }

    @Test
    void it_has_what_an_implementation_is_copied_from_too() throws Exception {
        String copied = "<recipe><copy-from id='two'/><copy-from id='gone'/></recipe>";
        String circle = "<recipe><copy-from id='one'/></recipe>";
        Lock lock = Lock.of(
                selections(selection("one", ONE)),
                List.of(locked(implementation("one", ONE, copied) + implementation("two", TWO, circle))));

        assertThat(lock.feeds().get(FeedUri.of(A)).feed().implementations()).containsOnlyKeys("one", "two");
    }

    @Test
    void local_directories_need_no_feed() throws Exception {
        Lock lock = Lock.of(
                selections("<selection interface='" + A + "' id='/opt/a' local-path='/opt/a' version='1'/>"),
                List.of());

        assertThat(lock.feeds()).isEmpty();
        assertThat(lock.implementation(lock.selections().selections().get(0))).isEmpty();
    }

    @Test
    void a_native_package_is_looked_for_where_the_lock_is_used() throws Exception {
        Lock lock = Lock.of(
                selections("<selection interface='" + A + "' from-feed='distribution:" + A + "' package='a'"
                        + " id='package:deb:a:1:*' version='1' quick-test-file='/x' quick-test-mtime='7'/>"),
                List.of(locked("<group distributions='Debian RPM'><package-implementation package='a'/></group>"
                        + implementation("one", ONE, ARCHIVE))));

        Selection selection = lock.selections().selections().get(0);
        assertThat(selection.element().attribute("quick-test-file")).isEmpty();
        assertThat(selection.element().attribute("quick-test-mtime")).isEmpty();
        Feed feed = lock.feed(selection).orElseThrow();
        assertThat(feed.implementations()).isEmpty();
        assertThat(feed.nativePackages()).hasSize(1);
        assertThat(feed.nativePackages().get(0).packageName()).isEqualTo("a");
        assertThat(feed.nativePackages().get(0).distributions()).containsExactly("Debian", "RPM");
    }

    @Test
    void a_feed_that_has_lost_the_implementation_cannot_be_locked() {
        assertThatThrownBy(() -> Lock.of(
                        selections(selection("one", ONE)), List.of(locked(implementation("two", TWO, ARCHIVE)))))
                .isInstanceOf(MalformedFeed.class)
                .hasMessageContaining("one any more");
    }

    @Test
    void wrong_software_under_a_right_name_is_refused() throws Exception {
        String forged = new String(Xml.write(lock().document()), UTF_8).replaceFirst(ONE, TWO);

        assertThatThrownBy(() -> Lock.read(Xml.read(forged.getBytes(UTF_8))))
                .isInstanceOf(MalformedFeed.class)
                .hasMessageContaining("other digests for one");
    }

    @Test
    void what_is_no_lock_is_refused_with_the_reason() throws Exception {
        String written = new String(Xml.write(lock().document()), UTF_8);

        refused(written.replaceAll("sha256=\"[a-z]*\"", ""), "sha256");
        refused(written.replaceAll(" uri=\"[^\"]*\"", ""), "uri");
        refused(written.replaceAll("(?s)<implementation.*</implementation>", ""), "how to obtain one");
        refused(written.replaceAll("(?s)(<[a-z0-9:]*feed .*feed>)", "$1$1"), "twice");
        refused(written.replaceAll("urn:slipway:lock:1", "urn:slipway:lock:2"), "one <lock>");
    }

    private static void refused(String text, String why) {
        assertThatThrownBy(() -> Lock.read(Xml.read(text.getBytes(UTF_8))))
                .as(text)
                .message()
                .containsPattern(why);
    }
}
