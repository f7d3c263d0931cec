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
import static org.slipway.feeds.internal.FeedWorld.feed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.FeedUpdate;
import org.slipway.api.feed.Import;
import org.slipway.api.mirror.MirrorStrategy.FeedMirror;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.Network;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.trust.Verdict;
import org.slipway.async.Switch;

class RaceTest {

    @TempDir
    Path base;

    private FeedWorld world;

    @BeforeEach
    void begin() {
        world = new FeedWorld(base);
    }

    @AfterEach
    void every_temporary_file_is_gone_when_the_run_has_ended() throws Exception {
        world.loop.value(world.scope.off());
        assertThat(world.scraps()).isEmpty();
        assertThat(world.downloads.pending()).isEmpty();
    }

    private void cached(byte[] document) throws Exception {
        world.cache.put(FEED, document);
    }

    private byte[] cached() throws Exception {
        return world.cache.bytes(FEED).orElseThrow();
    }

    private FeedUpdate.Updated updated(Promise<FeedUpdate> update) {
        return (FeedUpdate.Updated) world.loop.value(update);
    }

    private FeedUpdate.Problem problem(Promise<FeedUpdate> update) {
        return (FeedUpdate.Problem) world.loop.value(update);
    }

    private void serves(String uri, byte[] body) {
        world.loop.run();
        world.downloads.serves(uri, body);
        world.loop.run();
    }

    private void fails(String uri) {
        world.downloads.fails(uri, Kind.CONNECTION_REFUSED);
        world.loop.run();
    }

    private Promise<FeedUpdate> slow() {
        Promise<FeedUpdate> update = world.fetch();
        world.downloads.places(PRIMARY);
        world.loop.advance(Network.DEFAULT.slowAfter());
        return update;
    }

    @Test
    void asks_the_primary_alone_for_five_seconds() throws Exception {
        Instant begun = world.loop.clock().instant();
        Promise<FeedUpdate> update = world.fetch();
        world.downloads.places(PRIMARY);
        world.loop.advance(Duration.ofMillis(4_999));
        assertThat(world.downloads.pending()).containsExactly(URI.create(PRIMARY));
        serves(PRIMARY, feed("v1", ALICE, T1));
        assertThat(updated(update).feed().name()).isEqualTo("v1");
        assertThat(updated(update).later()).isEmpty();
        world.loop.advance(Duration.ofMinutes(1));
        assertThat(world.downloads.asked()).containsExactly(URI.create(PRIMARY));
        assertThat(cached()).isEqualTo(feed("v1", ALICE, T1));
        assertThat(world.cache.lastChecked(FEED)).isPresent();
        assertThat(world.cache.lastAttempt(FEED)).contains(begun);
        assertThat(world.events).contains(new Event.FeedUpdated(FEED));
    }

    @Test
    void time_in_the_queue_does_not_count_as_slow() {
        world.fetch();
        world.loop.advance(Duration.ofMinutes(1));
        assertThat(world.downloads.pending()).containsExactly(URI.create(PRIMARY));
    }

    @Test
    void a_redirect_starts_the_five_seconds_anew() {
        world.fetch();
        world.downloads.places(PRIMARY);
        world.loop.advance(Duration.ofSeconds(4));
        world.downloads.places(PRIMARY);
        world.loop.advance(Duration.ofSeconds(4));
        assertThat(world.downloads.pending()).hasSize(1);
        world.loop.advance(Duration.ofSeconds(1));
        assertThat(world.downloads.pending()).containsExactly(URI.create(PRIMARY), URI.create(MIRROR));
    }

    @Test
    void the_mirror_runs_beside_a_slow_primary_and_is_cancelled_when_the_primary_comes_first() {
        Promise<FeedUpdate> update = slow();
        assertThat(world.downloads.pending()).containsExactly(URI.create(PRIMARY), URI.create(MIRROR));
        assertThat(world.events).contains(new Event.MirrorStarted(URI.create(PRIMARY), URI.create(MIRROR)));
        serves(PRIMARY, feed("v1", ALICE, T1));
        assertThat(updated(update).later()).isEmpty();
        assertThat(world.downloads.pending()).isEmpty();
    }

    @Test
    void uses_the_mirror_now_and_the_primary_when_it_arrives() throws Exception {
        Promise<FeedUpdate> update = slow();
        serves(MIRROR, feed("v1", ALICE, T1));
        assertThat(updated(update).feed().name()).isEqualTo("v1");
        Promise<FeedUpdate> later = updated(update).later().orElseThrow();
        assertThat(later.isDone()).isFalse();
        serves(PRIMARY, feed("v2", ALICE, T2));
        assertThat(updated(later).feed().name()).isEqualTo("v2");
        assertThat(cached()).isEqualTo(feed("v2", ALICE, T2));
    }

    @Test
    void a_primary_that_has_the_same_as_its_mirror_changes_nothing() {
        Promise<FeedUpdate> update = slow();
        serves(MIRROR, feed("v1", ALICE, T1));
        serves(PRIMARY, feed("v1", ALICE, T1));
        assertThat(world.loop.value(updated(update).later().orElseThrow())).isEqualTo(new FeedUpdate.Unchanged());
    }

    @Test
    void keeps_the_mirrors_newer_version_and_warns_that_the_primary_is_behind() throws Exception {
        cached(feed("v1", ALICE, T1));
        Promise<FeedUpdate> update = slow();
        serves(MIRROR, feed("v3", ALICE, T3));
        serves(PRIMARY, feed("v2", ALICE, T2));
        assertThat(world.loop.value(updated(update).later().orElseThrow())).isEqualTo(new FeedUpdate.Unchanged());
        assertThat(cached()).isEqualTo(feed("v3", ALICE, T3));
        assertThat(world.events)
                .filteredOn(Event.Warning.class::isInstance)
                .singleElement()
                .asString()
                .contains(PRIMARY, T2.toString(), T3.toString());
    }

    @Test
    void a_primary_older_than_what_was_cached_when_the_run_began_is_a_replay_attack_also_after_the_mirror()
            throws Exception {
        cached(feed("v2", ALICE, T2));
        Promise<FeedUpdate> update = slow();
        serves(MIRROR, feed("v3", ALICE, T3));
        serves(PRIMARY, feed("v1", ALICE, T1));
        FeedUpdate.Problem attack = problem(updated(update).later().orElseThrow());
        assertThat(attack.reason()).isEqualTo(new FeedProblem.NotImported(FEED, new Import.ReplayAttack(T3, T1)));
        assertThat(cached()).isEqualTo(feed("v3", ALICE, T3));
    }

    @Test
    void a_replay_attack_by_the_primary_is_reported_and_the_mirror_is_not_asked() throws Exception {
        cached(feed("v2", ALICE, T2));
        Promise<FeedUpdate> update = world.fetch();
        serves(PRIMARY, feed("v1", ALICE, T1));
        assertThat(problem(update))
                .isEqualTo(new FeedUpdate.Problem(
                        new FeedProblem.NotImported(FEED, new Import.ReplayAttack(T2, T1)), Optional.empty()));
        assertThat(world.downloads.asked()).hasSize(1);
        assertThat(cached()).isEqualTo(feed("v2", ALICE, T2));
    }

    @Test
    void a_mirror_older_than_the_cache_is_ignored_silently() throws Exception {
        cached(feed("v2", ALICE, T2));
        Promise<FeedUpdate> update = slow();
        serves(MIRROR, feed("v1", ALICE, T1));
        assertThat(update.isDone()).isFalse();
        serves(PRIMARY, feed("v3", ALICE, T3));
        assertThat(updated(update).feed().name()).isEqualTo("v3");
        assertThat(world.events).noneMatch(Event.Warning.class::isInstance);
    }

    @Test
    void reports_that_the_primary_failed_and_then_uses_the_mirror() {
        Promise<FeedUpdate> update = world.fetch();
        fails(PRIMARY);
        assertThat(((FeedProblem.Unreachable) problem(update).reason())
                        .problem()
                        .kind())
                .isEqualTo(Kind.CONNECTION_REFUSED);
        serves(MIRROR, feed("v1", ALICE, T1));
        assertThat(updated(problem(update).later().orElseThrow()).feed().name()).isEqualTo("v1");
    }

    @Test
    void a_mirror_that_has_nothing_either_is_not_reported() throws Exception {
        Promise<FeedUpdate> update = world.fetch();
        fails(PRIMARY);
        fails(MIRROR);
        assertThat(world.loop.value(problem(update).later().orElseThrow())).isEqualTo(new FeedUpdate.Unchanged());
    }

    @Test
    void a_slow_primary_that_fails_is_reported_and_the_running_mirror_awaited() {
        Promise<FeedUpdate> update = slow();
        fails(PRIMARY);
        serves(MIRROR, feed("v1", ALICE, T1));
        assertThat(updated(problem(update).later().orElseThrow()).feed().name()).isEqualTo("v1");
        assertThat(world.downloads.asked()).hasSize(2);
    }

    @Test
    void a_mirror_that_fails_beside_a_slow_primary_is_never_shown() {
        Promise<FeedUpdate> update = slow();
        fails(MIRROR);
        assertThat(update.isDone()).isFalse();
        serves(PRIMARY, feed("v1", ALICE, T1));
        assertThat(updated(update).later()).isEmpty();
    }

    @Test
    void a_primary_that_fails_after_its_mirror_has_come_is_reported() {
        Promise<FeedUpdate> update = slow();
        serves(MIRROR, feed("v1", ALICE, T1));
        fails(PRIMARY);
        FeedUpdate.Problem problem = problem(updated(update).later().orElseThrow());
        assertThat(problem.reason()).isInstanceOf(FeedProblem.Unreachable.class);
        assertThat(problem.later()).isEmpty();
    }

    @Test
    void the_next_mirror_is_asked_when_the_first_has_nothing() {
        String other = "https://other.example/latest.xml";
        world.mirrors.add(new FeedMirror(URI.create(other), URI.create("https://other.example/keys/")));
        Promise<FeedUpdate> update = world.fetch();
        fails(PRIMARY);
        fails(MIRROR);
        serves(other, feed("v1", ALICE, T1));
        assertThat(updated(problem(update).later().orElseThrow()).feed().name()).isEqualTo("v1");
    }

    @Test
    void the_next_mirror_is_not_asked_when_the_first_has_it() {
        world.mirrors.add(
                new FeedMirror(URI.create("https://other.example/latest.xml"), URI.create("https://other.example/")));
        Promise<FeedUpdate> update = world.fetch();
        fails(PRIMARY);
        serves(MIRROR, feed("v1", ALICE, T1));
        assertThat(world.loop.value(problem(update).later().orElseThrow())).isInstanceOf(FeedUpdate.Updated.class);
        assertThat(world.downloads.asked()).containsExactly(URI.create(PRIMARY), URI.create(MIRROR));
    }

    @Test
    void without_a_mirror_the_problem_is_final_and_slowness_means_waiting() {
        world.mirrors.clear();
        Promise<FeedUpdate> update = slow();
        assertThat(update.isDone()).isFalse();
        fails(PRIMARY);
        assertThat(problem(update).later()).isEmpty();
    }

    @Test
    void a_full_disk_is_no_reason_to_ask_the_mirror() {
        Promise<FeedUpdate> update = world.fetch();
        world.downloads.fails(PRIMARY, Kind.DISK);
        assertThat(problem(update).later()).isEmpty();
        assertThat(world.downloads.asked()).hasSize(1);
    }

    @Test
    void a_bad_signature_is_no_network_problem_and_the_mirror_is_not_asked() {
        Promise<FeedUpdate> update = world.fetch();
        byte[] tampered =
                new String(feed("v1", ALICE, T1)).replace(T1.toString(), "bad").getBytes();
        serves(PRIMARY, tampered);
        assertThat(problem(update).reason()).isInstanceOf(FeedProblem.NoValidSignature.class);
        assertThat(problem(update).later()).isEmpty();
        assertThat(world.downloads.asked()).hasSize(1);
    }

    @Test
    void a_feed_for_another_address_is_refused_and_the_mirror_is_not_asked() throws Exception {
        Promise<FeedUpdate> update = world.fetch();
        serves(PRIMARY, FeedWorld.document("https://example.org/other.xml", "v1", ALICE, T1));
        assertThat(problem(update).reason())
                .isEqualTo(
                        new FeedProblem.NotImported(FEED, new Import.WrongUri(FEED, "https://example.org/other.xml")));
        assertThat(world.downloads.asked()).hasSize(1);
        assertThat(world.cache.bytes(FEED)).isEmpty();
    }

    @Test
    void a_signed_document_that_is_no_feed_is_refused() throws Exception {
        Promise<FeedUpdate> update = world.fetch();
        serves(PRIMARY, ("<html/>\n<!-- signed " + ALICE + " " + T1 + " -->\n").getBytes(StandardCharsets.UTF_8));
        assertThat(problem(update).reason())
                .isInstanceOfSatisfying(FeedProblem.NotImported.class, refused -> assertThat(refused.why())
                        .isInstanceOf(Import.Malformed.class));
        assertThat(world.cache.bytes(FEED)).isEmpty();
    }

    @Test
    void a_run_that_ended_after_the_primary_failed_is_aborted() {
        Promise<FeedUpdate> update = world.fetch();
        fails(PRIMARY);
        Promise<FeedUpdate> later = problem(update).later().orElseThrow();
        world.scope.off();
        assertThat(world.loop.value(later)).isEqualTo(new FeedUpdate.Aborted());
    }

    @Test
    void a_refused_key_is_final_and_nothing_is_cached() throws Exception {
        Promise<FeedUpdate> update = world.fetch();
        serves(PRIMARY, feed("v1", MALLORY, T1));
        assertThat(problem(update).reason()).isInstanceOf(FeedProblem.NotTrusted.class);
        assertThat(world.cache.bytes(FEED)).isEmpty();
    }

    @Test
    void the_time_that_the_user_thinks_is_not_slowness_of_the_primary() {
        world.question = Optional.of(world.loop.promises().deferred());
        world.fetch();
        world.downloads.places(PRIMARY);
        serves(PRIMARY, feed("v1", MALLORY, T1));
        world.loop.advance(Duration.ofMinutes(5));
        assertThat(world.downloads.asked()).hasSize(1);
    }

    @Test
    void a_question_about_the_mirrors_key_is_withdrawn_when_the_primary_comes() {
        Promise<FeedUpdate> update = slow();
        world.question = Optional.of(world.loop.promises().deferred());
        Promise<?> open = world.question.get().getPromise();
        serves(MIRROR, feed("v1", MALLORY, T1));
        world.question = Optional.empty();
        serves(PRIMARY, feed("v1", ALICE, T1));
        assertThat(updated(update).feed().name()).isEqualTo("v1");
        assertThat(open.isDone()).isTrue();
    }

    /** Both documents are there, and it takes no more than these two verdicts until they are cached. */
    private Promise<FeedUpdate> bothCameWaitingForVerdicts(Deferred<Verdict> ofPrimary, Deferred<Verdict> ofMirror) {
        Promise<FeedUpdate> update = slow();
        world.question = Optional.of(ofPrimary);
        serves(PRIMARY, feed("primary", ALICE, T2));
        world.question = Optional.of(ofMirror);
        serves(MIRROR, feed("mirror", ALICE, T3));
        return update;
    }

    @Test
    void a_newer_copy_that_is_cached_just_when_the_primary_comes_is_used() throws Exception {
        Deferred<Verdict> ofPrimary = world.loop.promises().deferred();
        Deferred<Verdict> ofMirror = world.loop.promises().deferred();
        Promise<FeedUpdate> update = bothCameWaitingForVerdicts(ofPrimary, ofMirror);
        ofPrimary.resolve(new Verdict.Trusted(List.of(ALICE), T2));
        ofMirror.resolve(new Verdict.Trusted(List.of(ALICE), T3));
        assertThat(updated(update).feed().name()).isEqualTo("mirror");
        assertThat(updated(update).later()).isEmpty();
        assertThat(cached()).isEqualTo(feed("mirror", ALICE, T3));
    }

    @Test
    void the_same_copy_beside_a_primary_that_is_newer_does_not_hold_it_up() throws Exception {
        cached(feed("mirror", ALICE, T1));
        Deferred<Verdict> ofPrimary = world.loop.promises().deferred();
        Deferred<Verdict> ofMirror = world.loop.promises().deferred();
        Promise<FeedUpdate> update = slow();
        world.question = Optional.of(ofPrimary);
        serves(PRIMARY, feed("primary", ALICE, T2));
        world.question = Optional.of(ofMirror);
        serves(MIRROR, feed("mirror", ALICE, T1));
        ofMirror.resolve(new Verdict.Trusted(List.of(ALICE), T1));
        ofPrimary.resolve(new Verdict.Trusted(List.of(ALICE), T2));
        FeedUpdate.Updated now = updated(update);
        FeedUpdate.Updated last = now.later().isPresent() ? updated(now.later().get()) : now;
        assertThat(last.feed().name()).isEqualTo("primary");
        assertThat(cached()).isEqualTo(feed("primary", ALICE, T2));
    }

    @Test
    void a_primary_behind_the_copy_that_was_cached_in_the_same_moment_is_no_attack() throws Exception {
        Deferred<Verdict> ofPrimary = world.loop.promises().deferred();
        Deferred<Verdict> ofMirror = world.loop.promises().deferred();
        Promise<FeedUpdate> update = bothCameWaitingForVerdicts(ofPrimary, ofMirror);
        ofMirror.resolve(new Verdict.Trusted(List.of(ALICE), T3));
        ofPrimary.resolve(new Verdict.Trusted(List.of(ALICE), T2));
        assertThat(updated(update).feed().name()).isEqualTo("mirror");
        Promise<FeedUpdate> later = updated(update).later().orElseThrow();
        assertThat(world.loop.value(later)).isEqualTo(new FeedUpdate.Unchanged());
        assertThat(cached()).isEqualTo(feed("mirror", ALICE, T3));
    }

    @Test
    void tells_whether_what_a_mirror_brought_is_used() {
        String other = "https://other.example/feed";
        world.mirrors.add(new FeedMirror(URI.create(other), URI.create("https://other.example/keys/")));
        slow();
        fails(MIRROR);
        assertThat(mirrorEvents())
                .containsExactly(
                        new Event.MirrorStarted(URI.create(PRIMARY), URI.create(MIRROR)),
                        new Event.MirrorLost(URI.create(PRIMARY), URI.create(MIRROR)),
                        new Event.MirrorStarted(URI.create(PRIMARY), URI.create(other)));
        serves(other, feed("v1", ALICE, T1));
        assertThat(mirrorEvents()).last().isEqualTo(new Event.MirrorWon(URI.create(PRIMARY), URI.create(other)));
    }

    @Test
    void a_mirror_that_comes_too_late_or_is_behind_has_lost() throws Exception {
        slow();
        serves(PRIMARY, feed("v1", ALICE, T1));
        assertThat(mirrorEvents()).last().isEqualTo(new Event.MirrorLost(URI.create(PRIMARY), URI.create(MIRROR)));
        cached(feed("v2", ALICE, T2));
        world.events.clear();
        slow();
        serves(MIRROR, feed("v1", ALICE, T1));
        assertThat(mirrorEvents()).last().isEqualTo(new Event.MirrorLost(URI.create(PRIMARY), URI.create(MIRROR)));
    }

    private List<Event> mirrorEvents() {
        return world.events.stream()
                .filter(event -> event instanceof Event.MirrorStarted
                        || event instanceof Event.MirrorWon
                        || event instanceof Event.MirrorLost)
                .toList();
    }

    @Test
    void a_feed_is_asked_for_once_however_many_want_it() {
        Promise<FeedUpdate> one = world.fetch();
        Promise<FeedUpdate> other = world.fetch();
        serves(PRIMARY, feed("v1", ALICE, T1));
        assertThat(updated(one)).isEqualTo(updated(other));
        assertThat(world.downloads.asked()).hasSize(1);
    }

    @Test
    void a_run_that_ends_does_not_abort_the_feed_for_another() {
        Switch mine = world.loop.scope();
        Promise<FeedUpdate> left = world.fetcher.fetch(FEED, mine);
        Promise<FeedUpdate> stays = world.fetch();
        mine.off();
        assertThat(world.loop.value(left)).isEqualTo(new FeedUpdate.Aborted());
        serves(PRIMARY, feed("v1", ALICE, T1));
        assertThat(updated(stays).feed().name()).isEqualTo("v1");
    }

    @Test
    void turning_the_scope_off_aborts_both_and_awaits_the_files() throws Exception {
        Promise<FeedUpdate> update = slow();
        world.loop.value(world.scope.off());
        assertThat(world.loop.value(update)).isEqualTo(new FeedUpdate.Aborted());
        assertThat(world.downloads.pending()).isEmpty();
        assertThat(world.scraps()).isEmpty();
    }

    @Test
    void a_cache_that_cannot_be_written_is_a_problem_of_its_own() {
        world.readOnly = true;
        FeedProblem reason = problem(world.fetch()).reason();
        assertThat(reason).isEqualTo(new FeedProblem.CacheFailure(FEED, "No space left on device"));
    }

    @Test
    void a_disk_that_fills_up_meanwhile_keeps_the_old_feed() throws Exception {
        cached(feed("v1", ALICE, T1));
        Promise<FeedUpdate> update = world.fetch();
        world.readOnly = true;
        serves(PRIMARY, feed("v2", ALICE, T2));
        assertThat(problem(update).reason()).isInstanceOf(FeedProblem.CacheFailure.class);
        assertThat(cached()).isEqualTo(feed("v1", ALICE, T1));
    }
}
