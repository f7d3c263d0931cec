package org.slipway.feeds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slipway.feeds.internal.FeedWorld.ALICE;
import static org.slipway.feeds.internal.FeedWorld.FEED;
import static org.slipway.feeds.internal.FeedWorld.MALLORY;
import static org.slipway.feeds.internal.FeedWorld.MIRROR;
import static org.slipway.feeds.internal.FeedWorld.PRIMARY;
import static org.slipway.feeds.internal.FeedWorld.T1;
import static org.slipway.feeds.internal.FeedWorld.T2;
import static org.slipway.feeds.internal.FeedWorld.T3;
import static org.slipway.feeds.internal.FeedWorld.document;
import static org.slipway.feeds.internal.FeedWorld.feed;
import static org.slipway.feeds.internal.FeedWorld.id;
import static org.slipway.feeds.internal.FeedWorld.keyFile;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.FeedProblem.MissingKey;
import org.slipway.api.feed.FeedUpdate;
import org.slipway.api.feed.Import;
import org.slipway.api.signature.Keyring;
import org.slipway.api.signature.Signature;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.model.FeedUri;
import org.slipway.model.xml.Xml;

/** What is let into the cache, and what not. */
class AdmissionTest {

    private static final String KEY = "https://example.org/dir/" + id(ALICE) + ".gpg";

    @TempDir
    Path base;

    private FeedWorld world;

    @BeforeEach
    void begin() {
        world = new FeedWorld(base);
    }

    private Promise<Import> importing(byte[] document) {
        Promise<Import> outcome = world.fetcher.importFeed(FEED, document, world.scope);
        world.loop.run();
        return outcome;
    }

    private Import imported(byte[] document) {
        return world.loop.value(importing(document));
    }

    private FeedProblem rejected(Import outcome) {
        return ((Import.Rejected) outcome).why();
    }

    private void cached(byte[] document) throws Exception {
        world.cache.put(FEED, document);
    }

    private byte[] cached() throws Exception {
        return world.cache.bytes(FEED).orElseThrow();
    }

    @Test
    void a_missing_key_is_fetched_from_beside_the_feed() throws Exception {
        world.ring.clear();
        Promise<Import> outcome = importing(feed("v1", ALICE, T1));
        assertThat(world.downloads.pending()).containsExactly(URI.create(KEY));
        assertThat(world.downloads.request(KEY).limit()).isEqualTo(Keyring.KEY_FILE_LIMIT);
        world.downloads.serves(KEY, keyFile(ALICE));
        assertThat(world.loop.value(outcome)).isInstanceOf(Import.Imported.class);
        assertThat(world.scraps()).isEmpty();
    }

    @Test
    void the_keys_of_a_mirrors_copy_come_from_the_mirror() {
        world.ring.clear();
        Promise<FeedUpdate> update = world.fetch();
        world.downloads.fails(PRIMARY, Kind.CONNECTION_REFUSED);
        world.loop.run();
        world.downloads.serves(MIRROR, feed("v1", ALICE, T1));
        world.loop.run();
        world.downloads.serves("https://mirror.example/keys/" + id(ALICE) + ".gpg", keyFile(ALICE));
        FeedUpdate.Problem problem = (FeedUpdate.Problem) world.loop.value(update);
        assertThat(world.loop.value(problem.later().orElseThrow())).isInstanceOf(FeedUpdate.Updated.class);
    }

    @Test
    void a_key_that_cannot_be_had_is_named_with_the_reason() {
        world.ring.clear();
        Promise<Import> outcome = importing(feed("v1", ALICE, T1));
        world.downloads.fails(KEY, Kind.NOT_FOUND);
        assertThat(rejected(world.loop.value(outcome)))
                .isEqualTo(new FeedProblem.NoValidSignature(
                        FEED,
                        List.of(new Signature.MissingKey(id(ALICE))),
                        List.of(new MissingKey(id(ALICE), KEY + ": not found"))));
    }

    @Test
    void a_key_file_with_another_key_does_not_help() {
        world.ring.clear();
        Promise<Import> outcome = importing(feed("v1", ALICE, T1));
        world.downloads.serves(KEY, keyFile(MALLORY));
        FeedProblem.NoValidSignature problem = (FeedProblem.NoValidSignature) rejected(world.loop.value(outcome));
        assertThat(problem.missingKeys())
                .singleElement()
                .extracting(MissingKey::why)
                .asString()
                .contains("this key");
        assertThat(world.ring).doesNotContain(ALICE);
    }

    @Test
    void one_new_key_of_two_feeds_is_fetched_once() {
        world.ring.clear();
        FeedUri.Remote other = new FeedUri.Remote("https://example.org/dir/other.xml");
        Promise<Import> one = importing(feed("v1", ALICE, T1));
        Promise<Import> two = world.fetcher.importFeed(other, document(other.text(), "o", ALICE, T1), world.scope);
        world.loop.run();
        assertThat(world.downloads.pending()).hasSize(1);
        world.downloads.serves(KEY, keyFile(ALICE));
        assertThat(world.loop.value(one)).isInstanceOf(Import.Imported.class);
        assertThat(world.loop.value(two)).isInstanceOf(Import.Imported.class);
    }

    @Test
    void an_unsigned_feed_is_rejected() throws Exception {
        assertThat(rejected(imported("<interface/>".getBytes()))).isInstanceOf(FeedProblem.NotSigned.class);
        assertThat(world.cache.bytes(FEED)).isEmpty();
    }

    @Test
    void a_verifier_that_breaks_accepts_nothing() {
        world.verifierDefect = new IllegalStateException("defect");
        FeedProblem.NotSigned problem = (FeedProblem.NotSigned) rejected(imported(feed("v1", ALICE, T1)));
        assertThat(problem.why()).contains("Verifier", "defect");
    }

    @Test
    void a_trusted_feed_under_another_name_is_not_imported() throws Exception {
        Import outcome = imported(document("https://example.org/dir/other.xml", "other", ALICE, T1));
        assertThat(outcome).isEqualTo(new Import.WrongUri(FEED, "https://example.org/dir/other.xml"));
        assertThat(world.cache.bytes(FEED)).isEmpty();
    }

    @Test
    void a_trusted_document_that_is_no_feed_is_not_imported() {
        byte[] document =
                new String(feed("v1", ALICE, T1)).replace("interface", "thing").getBytes();
        assertThat(imported(document)).isInstanceOf(Import.Malformed.class);
    }

    @Test
    void keys_of_a_feed_never_seen_are_judged_as_new_and_others_as_known() throws Exception {
        imported(feed("v1", ALICE, T1));
        imported(feed("v2", ALICE, T2));
        assertThat(world.judged).containsExactly(Acquaintance.NEW, Acquaintance.KNOWN);
    }

    @Test
    void the_same_bytes_count_as_checked_and_are_not_written_again() throws Exception {
        cached(feed("v1", ALICE, T1));
        assertThat(imported(feed("v1", ALICE, T1))).isInstanceOf(Import.Same.class);
        assertThat(world.cache.lastChecked(FEED)).isPresent();
        assertThat(world.events).isEmpty();
    }

    @Test
    void replay_of_an_older_version_is_refused_with_both_times() throws Exception {
        cached(feed("v2", ALICE, T2));
        assertThat(imported(feed("v1", ALICE, T1))).isEqualTo(new Import.ReplayAttack(T2, T1));
        assertThat(cached()).isEqualTo(feed("v2", ALICE, T2));
    }

    @Test
    void the_oldest_trusted_signature_dates_what_is_cached() throws Exception {
        world.trusted.add(MALLORY);
        String both = ALICE + " " + T1 + " " + MALLORY + " " + T3;
        cached(new String(feed("old", ALICE, T1))
                .replace(ALICE + " " + T1, both)
                .getBytes());
        assertThat(imported(feed("v2", ALICE, T2))).isInstanceOf(Import.Imported.class);
    }

    @Test
    void another_text_of_the_same_second_is_refused() throws Exception {
        cached(feed("v1", ALICE, T1));
        assertThat(imported(feed("twin", ALICE, T1))).isEqualTo(new Import.ReplayAttack(T1, T1));
    }

    @Test
    void a_corrupt_cached_feed_does_not_keep_an_honest_one_out() throws Exception {
        for (byte[] corrupt : List.of(
                new byte[0],
                "not xml".getBytes(),
                document("https://example.org/other.xml", "misplaced", ALICE, T2),
                new String(feed("v2", ALICE, T2)).replace(T2.toString(), "bad").getBytes())) {
            cached(corrupt);
            assertThat(imported(feed("v1", ALICE, T1))).isInstanceOf(Import.Imported.class);
            assertThat(cached()).isEqualTo(feed("v1", ALICE, T1));
        }
    }

    @Test
    void a_cached_feed_whose_key_is_no_longer_trusted_does_not_keep_an_honest_one_out() throws Exception {
        cached(feed("v2", MALLORY, T2));
        assertThat(imported(feed("v1", ALICE, T1))).isInstanceOf(Import.Imported.class);
    }

    @Test
    void trust_domain_confusion_by_user_info_is_refused_before_anything_is_asked() {
        for (String uri : List.of(
                "http://evil.example.com?@example.org/f.xml",
                "http://evil.example.com\\@example.org/f.xml",
                "http://user@example.org/f.xml",
                "https://example.org",
                "https://example.org/f\n.xml")) {
            FeedUri.Remote feed = new FeedUri.Remote(uri);
            FeedUpdate.Problem problem = (FeedUpdate.Problem) world.loop.value(world.fetcher.fetch(feed, world.scope));
            assertThat(problem.reason()).as(uri).isInstanceOf(FeedProblem.NotImported.class);
            assertThat(world.loop.value(world.fetcher.importFeed(feed, new byte[0], world.scope)))
                    .isInstanceOf(Import.Malformed.class);
        }
        assertThat(world.downloads.asked()).isEmpty();
    }

    @Test
    void endless_feed_is_limited_by_the_request() {
        world.fetch();
        assertThat(world.downloads.request(PRIMARY).limit()).isEqualTo(Xml.NETWORK_LIMIT);
    }

    @Test
    void an_import_whose_run_has_ended_takes_nothing() throws Exception {
        world.ring.clear();
        Promise<Import> outcome = importing(feed("v1", ALICE, T1));
        world.loop.value(world.scope.off());
        assertThat(world.loop.value(outcome)).isEqualTo(new Import.Aborted());
        assertThat(world.cache.bytes(FEED)).isEmpty();
    }
}
