package org.slipway.feeds.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.slipway.feeds.internal.FeedWorld.ALICE;
import static org.slipway.feeds.internal.FeedWorld.MALLORY;
import static org.slipway.feeds.internal.FeedWorld.T1;
import static org.slipway.feeds.internal.FeedWorld.T2;
import static org.slipway.feeds.internal.FeedWorld.T3;
import static org.slipway.feeds.internal.FeedWorld.id;
import static org.slipway.feeds.internal.FeedWorld.keyFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.catalog.CatalogUpdate;
import org.slipway.api.catalog.Catalogs;
import org.slipway.api.catalog.Catalogs.Look;
import org.slipway.api.catalog.Catalogs.Removal;
import org.slipway.api.catalog.Registration;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.model.FeedUri;
import org.slipway.model.catalog.Catalog;
import org.slipway.model.xml.Xml;

/** Where catalogs are from, what is believed of them, and what is kept. */
class SharedCatalogsTest {

    private static final String ONE = "https://example.org/dir/catalog.xml";
    private static final String TWO = "https://example.org/two/catalog.xml";
    private static final FeedUri.Remote FIRST = new FeedUri.Remote(ONE);
    private static final FeedUri.Remote SECOND = new FeedUri.Remote(TWO);

    @TempDir
    Path base;

    private FeedWorld world;

    @BeforeEach
    void begin() {
        world = new FeedWorld(base);
    }

    private static String entry(String name) {
        return "<interface xmlns='http://zero-install.sourceforge.net/2004/injector/interface' uri='https://example.org/"
                + name + ".xml'><name>" + name + "</name><summary>s</summary></interface>";
    }

    private static byte[] catalog(String name, Fingerprint key, Instant signedAt) {
        return signed("<catalog xmlns='" + Catalog.NAMESPACE + "'>" + entry(name) + "</catalog>", key, signedAt);
    }

    private static byte[] signed(String document, Fingerprint key, Instant signedAt) {
        return (document + "\n<!-- signed " + key + " " + signedAt + " -->\n").getBytes(UTF_8);
    }

    private void sources(String... lines) throws IOException {
        Files.createDirectories(base.resolve("config"));
        Files.write(base.resolve("config/catalog-sources"), List.of(lines));
    }

    private List<String> sourceLines() throws IOException {
        return Files.readAllLines(base.resolve("config/catalog-sources"));
    }

    private Promise<CatalogUpdate> refreshing() {
        Promise<CatalogUpdate> update = world.catalogs.refresh(world.scope);
        world.loop.run();
        return update;
    }

    private CatalogUpdate.Updated refreshed(byte[] first) {
        Promise<CatalogUpdate> update = refreshing();
        world.downloads.serves(ONE, first);
        return (CatalogUpdate.Updated) world.loop.value(update);
    }

    private FeedProblem refused(byte[] document) throws IOException {
        sources(ONE);
        CatalogUpdate.Updated update = refreshed(document);
        assertThat(update.problems()).hasSize(1);
        return update.problems().get(0);
    }

    private static List<String> names(Catalog catalog) {
        return catalog.feeds().stream().map(feed -> feed.name()).toList();
    }

    private List<String> cached() throws IOException {
        return names(world.catalogs.cached().orElseThrow());
    }

    @Test
    void without_a_list_the_default_source_counts() throws IOException {
        assertThat(world.catalogs.sources()).containsExactly(Catalogs.DEFAULT);
        assertThat(world.catalogs.cached()).isEmpty();
    }

    @Test
    void the_list_may_have_comments_empty_lines_and_the_default_of_old() throws IOException {
        sources("# mine", "", ONE, "http://0install.de/catalog/", "/srv/catalog.xml", ONE);
        assertThat(world.catalogs.sources())
                .containsExactly(FIRST, Catalogs.DEFAULT, new FeedUri.Local(Path.of("/srv/catalog.xml")));
    }

    @Test
    void the_users_list_hides_that_of_the_system() throws IOException {
        Files.createDirectories(base.resolve("system/config"));
        Files.writeString(base.resolve("system/config/catalog-sources"), TWO + "\n");
        assertThat(world.catalogs.sources()).containsExactly(SECOND);
        sources(ONE);
        assertThat(world.catalogs.sources()).containsExactly(FIRST);
    }

    @Test
    void a_line_that_is_no_source_is_named_and_nothing_is_written() throws IOException {
        sources(ONE, "ftp://example.org/catalog.xml");
        assertThatThrownBy(world.catalogs::sources)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("catalog-sources, line 2: 'ftp://example.org/catalog.xml'");
        assertThatThrownBy(() -> world.catalogs.remove(FIRST)).isInstanceOf(IOException.class);
        assertThat(sourceLines()).hasSize(2);
    }

    @Test
    void several_sources_are_merged_and_the_first_that_has_a_feed_counts() throws IOException {
        sources(ONE, TWO);
        Promise<CatalogUpdate> update = refreshing();
        world.downloads.serves(TWO, catalog("b", ALICE, T1));
        world.downloads.serves(ONE, catalog("a", ALICE, T1));
        CatalogUpdate.Updated updated = (CatalogUpdate.Updated) world.loop.value(update);
        assertThat(updated.problems()).isEmpty();
        assertThat(names(updated.catalog())).containsExactly("a", "b");
        assertThat(cached()).containsExactly("a", "b");
        assertThat(world.scraps()).isEmpty();
    }

    @Test
    void what_an_unreachable_source_had_stands() throws IOException {
        sources(ONE, TWO);
        Promise<CatalogUpdate> before = refreshing();
        world.downloads.serves(ONE, catalog("a", ALICE, T1));
        world.downloads.serves(TWO, catalog("b", ALICE, T1));
        world.loop.value(before);
        Promise<CatalogUpdate> update = refreshing();
        world.downloads.fails(ONE, Kind.CONNECTION_REFUSED);
        world.downloads.serves(TWO, catalog("c", ALICE, T2));
        CatalogUpdate.Updated updated = (CatalogUpdate.Updated) world.loop.value(update);
        assertThat(updated.problems()).hasSize(1).first().isInstanceOf(FeedProblem.Unreachable.class);
        assertThat(cached()).containsExactly("a", "c");
    }

    @Test
    void without_the_network_nobody_is_asked_but_local_catalogs_are_read() throws IOException {
        Path local = base.resolve("local.xml");
        Files.writeString(local, "<catalog xmlns='" + Catalog.NAMESPACE + "'>" + entry("l") + "</catalog>");
        sources(ONE, local.toString());
        world.settings.networkUse = NetworkUse.OFF_LINE;
        CatalogUpdate.Updated updated = (CatalogUpdate.Updated) world.loop.value(refreshing());
        assertThat(world.downloads.pending()).isEmpty();
        assertThat(((FeedProblem.Unreachable) updated.problems().get(0))
                        .problem()
                        .kind())
                .isEqualTo(Kind.OFFLINE);
        assertThat(cached()).containsExactly("l");
    }

    @Test
    void a_missing_key_is_fetched_from_beside_the_catalog_and_its_owner_judged_as_new() throws IOException {
        sources(ONE);
        world.ring.clear();
        Promise<CatalogUpdate> update = refreshing();
        world.downloads.serves(ONE, catalog("a", ALICE, T1));
        world.loop.run();
        world.downloads.serves("https://example.org/dir/" + id(ALICE) + ".gpg", keyFile(ALICE));
        assertThat(((CatalogUpdate.Updated) world.loop.value(update)).problems())
                .isEmpty();
        assertThat(world.judged).containsExactly(Acquaintance.NEW);
        refreshed(catalog("a", ALICE, T2));
        assertThat(world.judged).containsExactly(Acquaintance.NEW, Acquaintance.KNOWN);
    }

    @Test
    void an_unsigned_catalog_is_refused() throws IOException {
        byte[] unsigned = ("<catalog xmlns='" + Catalog.NAMESPACE + "'/>").getBytes(UTF_8);
        assertThat(refused(unsigned)).isInstanceOf(FeedProblem.NotSigned.class);
        assertThat(world.catalogs.cached()).isEmpty();
    }

    @Test
    void a_catalog_signed_by_a_stranger_is_refused() throws IOException {
        assertThat(refused(catalog("evil", MALLORY, T1))).isInstanceOf(FeedProblem.NotTrusted.class);
        assertThat(world.catalogs.cached()).isEmpty();
    }

    @Test
    void replaying_an_older_catalog_is_refused_and_the_newer_one_stands() throws IOException {
        sources(ONE);
        refreshed(catalog("new", ALICE, T2));
        assertThat(refused(catalog("old", ALICE, T1)))
                .isEqualTo(new FeedProblem.NotImported(FIRST, new Import.ReplayAttack(T2, T1)));
        assertThat(cached()).containsExactly("new");
    }

    @Test
    void another_text_of_the_same_second_is_refused() throws IOException {
        sources(ONE);
        refreshed(catalog("a", ALICE, T2));
        assertThat(refused(catalog("b", ALICE, T2))).isInstanceOf(FeedProblem.NotImported.class);
        assertThat(refreshed(catalog("a", ALICE, T2)).problems()).isEmpty();
        assertThat(refreshed(catalog("c", ALICE, T3)).problems()).isEmpty();
        assertThat(cached()).containsExactly("c");
    }

    @Test
    void a_signed_feed_in_the_place_of_a_catalog_is_refused() throws IOException {
        assertThat(refused(signed(entry("a"), ALICE, T1)))
                .isInstanceOfSatisfying(
                        FeedProblem.NotImported.class, problem -> assertThat(((Import.Malformed) problem.why()).why())
                                .startsWith("Not a catalog"));
    }

    @Test
    void a_catalog_that_names_a_file_of_this_machine_is_refused() throws IOException {
        String local = entry("a").replace("https://example.org/a.xml", "/etc/passwd");
        assertThat(refused(signed("<catalog xmlns='" + Catalog.NAMESPACE + "'>" + local + "</catalog>", ALICE, T1)))
                .isInstanceOfSatisfying(
                        FeedProblem.NotImported.class, problem -> assertThat(((Import.Malformed) problem.why()).why())
                                .contains("'/etc/passwd'"));
    }

    @Test
    void no_more_is_downloaded_than_of_a_feed() throws IOException {
        sources(ONE);
        refreshing();
        assertThat(world.downloads.request(ONE).limit()).isEqualTo(Xml.NETWORK_LIMIT);
    }

    @Test
    void a_source_without_a_clear_domain_is_not_asked() throws IOException {
        sources("https://evil.example?@example.org/catalog.xml");
        CatalogUpdate.Updated updated = (CatalogUpdate.Updated) world.loop.value(refreshing());
        assertThat(updated.problems()).hasSize(1);
        assertThat(world.downloads.pending()).isEmpty();
    }

    @Test
    void a_full_disk_is_told_and_leaves_what_was_there() throws IOException {
        sources(ONE);
        refreshed(catalog("a", ALICE, T1));
        world.readOnly = true;
        Promise<CatalogUpdate> update = refreshing();
        world.downloads.serves(ONE, catalog("b", ALICE, T2));
        world.loop.run();
        assertThat(update.isDone()).isTrue();
        assertThat(cached()).containsExactly("a");
    }

    @Test
    void who_stops_it_has_what_was_there() throws IOException {
        sources(ONE);
        Promise<CatalogUpdate> update = refreshing();
        world.scope.off();
        assertThat(world.loop.value(update)).isInstanceOf(CatalogUpdate.Aborted.class);
        assertThat(world.catalogs.cached()).isEmpty();
        assertThat(world.scraps()).isEmpty();
    }

    private Promise<Registration> adding(Look look) {
        Promise<Registration> added = world.catalogs.add(FIRST, look, world.scope);
        world.loop.run();
        return added;
    }

    @Test
    void a_source_is_registered_behind_the_default_once_it_has_given_a_catalog() throws IOException {
        Promise<Registration> added = adding(Look.FIRST);
        world.downloads.serves(ONE, catalog("a", ALICE, T1));
        assertThat(world.loop.value(added)).isInstanceOf(Registration.Registered.class);
        assertThat(sourceLines()).containsExactly(Catalogs.DEFAULT.text(), ONE);
        assertThat(world.loop.value(adding(Look.FIRST))).isInstanceOf(Registration.Known.class);
    }

    @Test
    void a_source_that_gives_none_is_not_registered() throws IOException {
        Promise<Registration> added = adding(Look.FIRST);
        world.downloads.serves(ONE, catalog("evil", MALLORY, T1));
        assertThat(world.loop.value(added)).isInstanceOf(Registration.Unusable.class);
        assertThat(base.resolve("config/catalog-sources")).doesNotExist();
        assertThat(base.resolve("cache/slipway/catalogs")).doesNotExist();
    }

    @Test
    void a_source_may_be_registered_without_a_look() throws IOException {
        sources("# mine");
        assertThat(world.loop.value(adding(Look.LATER))).isInstanceOf(Registration.Registered.class);
        assertThat(sourceLines()).containsExactly("# mine", ONE);
        assertThat(world.downloads.pending()).isEmpty();
    }

    @Test
    void with_a_source_goes_what_it_had_and_nothing_else() throws IOException {
        sources("# mine", ONE, TWO);
        Promise<CatalogUpdate> update = refreshing();
        world.downloads.serves(ONE, catalog("a", ALICE, T1));
        world.downloads.serves(TWO, catalog("b", ALICE, T1));
        world.loop.value(update);
        assertThat(world.catalogs.remove(FIRST)).isEqualTo(Removal.REMOVED);
        assertThat(world.catalogs.remove(FIRST)).isEqualTo(Removal.UNKNOWN);
        assertThat(sourceLines()).containsExactly("# mine", TWO);
        assertThat(cached()).containsExactly("b");
    }

    @Test
    void the_last_source_may_go_too() throws IOException {
        world.catalogs.remove(Catalogs.DEFAULT);
        assertThat(world.catalogs.sources()).isEmpty();
    }

    @Test
    void a_reset_leaves_the_default_alone() throws IOException {
        sources(ONE);
        refreshed(catalog("a", ALICE, T1));
        world.catalogs.reset();
        assertThat(world.catalogs.sources()).containsExactly(Catalogs.DEFAULT);
        assertThat(world.catalogs.cached()).isEmpty();
    }

    /** As another program that knows nothing of {@code slipway/catalogs} does. */
    private void merged(String... names) throws IOException {
        Files.createDirectories(base.resolve("cache"));
        String entries = Stream.of(names).map(SharedCatalogsTest::entry).collect(Collectors.joining());
        Files.writeString(
                base.resolve("cache/catalog.xml"),
                "<?xml version=\"1.0\"?>\n<catalog xmlns=\"" + Catalog.NAMESPACE + "\">" + entries + "</catalog>");
    }

    @Test
    void a_first_refresh_without_the_network_leaves_nothing_to_be_taken_for_a_catalog() throws IOException {
        sources(ONE);
        world.settings.networkUse = NetworkUse.OFF_LINE;
        world.loop.value(refreshing());
        assertThat(world.catalogs.cached()).isEmpty();
        assertThat(base.resolve("cache/catalog.xml")).doesNotExist();
        world.settings.networkUse = NetworkUse.FULL;
        refreshed(catalog("a", ALICE, T1));
        assertThat(cached()).containsExactly("a");
    }

    @Test
    void an_empty_merged_file_counts_only_once_all_sources_have_given_something() throws IOException {
        sources(ONE);
        merged();
        assertThat(world.catalogs.cached()).isEmpty();
        refreshed(signed("<catalog xmlns='" + Catalog.NAMESPACE + "'/>", ALICE, T1));
        assertThat(cached()).isEmpty();
    }

    @Test
    void what_is_merged_already_stands_while_a_source_has_never_given_anything_here() throws IOException {
        sources(ONE, TWO);
        merged("a", "b");
        Promise<CatalogUpdate> failing = refreshing();
        world.downloads.fails(ONE, Kind.CONNECTION_REFUSED);
        world.downloads.fails(TWO, Kind.CONNECTION_REFUSED);
        world.loop.value(failing);
        assertThat(cached()).containsExactly("a", "b");
        Promise<CatalogUpdate> update = refreshing();
        world.downloads.serves(ONE, catalog("c", ALICE, T1));
        world.downloads.fails(TWO, Kind.CONNECTION_REFUSED);
        world.loop.value(update);
        assertThat(cached()).containsExactly("c", "a", "b");
        assertThat(world.catalogs.remove(FIRST)).isEqualTo(Removal.REMOVED);
        assertThat(cached()).containsExactly("a", "b");
    }

    @Test
    void what_the_net_edition_has_cached_is_read() throws IOException {
        merged("n");
        assertThat(world.catalogs.cached()).map(SharedCatalogsTest::names).isEqualTo(Optional.of(List.of("n")));
        Files.writeString(base.resolve("cache/catalog.xml"), "<catalog");
        assertThatThrownBy(world.catalogs::cached).hasMessageContaining("catalog.xml: ");
    }
}
