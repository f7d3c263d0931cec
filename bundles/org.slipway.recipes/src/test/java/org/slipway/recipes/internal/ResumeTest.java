package org.slipway.recipes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Validators;
import org.slipway.async.Switch;
import org.slipway.model.feed.Feed;

/** What an interrupted download has brought is used, by whoever comes next. */
class ResumeTest {
    private static final String A = "https://example.org/a.list";
    private static final String B = "https://example.org/b.list";
    private static final String MIRROR = "https://mirror.example/a.list";
    private static final Validators STATE = new Validators(Optional.of("\"1\""), Optional.empty());

    @TempDir
    Path base;

    private RecipeWorld world;

    @BeforeEach
    void begin() throws Exception {
        world = new RecipeWorld(base);
    }

    @AfterEach
    void nothing_is_under_way_whatever_happened() {
        world.loop.value(world.scope.off());
        assertThat(world.store.drafts).allMatch(draft -> draft.closed);
        assertThat(world.downloads.pending()).isEmpty();
    }

    private Feed feed() {
        return world.feed("x=12", "<archive href='" + A + "' size='4'/>");
    }

    private void hasMirror() {
        world.archiveMirrors.put(A, List.of(URI.create(MIRROR)));
    }

    /** A process that brings the first bytes and is then stopped. */
    private void interrupt(String bytes) {
        Switch scope = world.loop.scope();
        world.fetch(feed(), "v1", scope);
        world.brings(A, bytes, STATE);
        world.loop.value(scope.off());
    }

    private Beginning resumed(String uri) {
        return world.downloads.request(uri).resume();
    }

    private void assertStored(Promise<Fetching> fetching) {
        List<Long> kept = new ArrayList<>();
        fetching.onResolve(() -> kept.add(world.spool.kept()));
        assertThat(world.loop.value(fetching)).isInstanceOf(Fetching.Stored.class);
        assertThat(kept).containsExactly(0L);
    }

    private List<Kind> problems(Promise<Fetching> fetching) {
        return ((Fetching.NetworkFailure) world.loop.value(fetching))
                .problems().stream().map(NetworkProblem::kind).toList();
    }

    @Test
    void what_an_earlier_process_brought_is_gone_on_with() throws Exception {
        interrupt("x=");
        Promise<Fetching> fetching = world.fetch(feed());
        assertThat(resumed(A)).isEqualTo(new Beginning(2, STATE));
        world.serves(A, "x=12");
        assertStored(fetching);
    }

    @Test
    void what_has_come_whole_is_not_asked_for_again() throws Exception {
        interrupt("x=12");
        Promise<Fetching> fetching = world.fetch(feed());
        assertThat(world.downloads.pending()).isEmpty();
        assertStored(fetching);
    }

    @Test
    void a_mirror_goes_on_where_the_primary_broke_off() throws Exception {
        hasMirror();
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "x=", STATE);
        world.fails(A, Kind.BROKEN);
        assertThat(resumed(MIRROR)).isEqualTo(new Beginning(2, Validators.NONE));
        world.serves(MIRROR, "x=12");
        assertStored(fetching);
        assertThat(world.events)
                .containsSubsequence(
                        new Event.MirrorStarted(URI.create(A), URI.create(MIRROR)),
                        new Event.MirrorWon(URI.create(A), URI.create(MIRROR)));
    }

    @Test
    void a_primary_that_has_stalled_is_asked_again_and_beside_it_the_mirror() throws Exception {
        hasMirror();
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "x=", STATE);
        world.fails(A, Kind.STALLED);
        assertThat(world.downloads.pending()).containsExactly(URI.create(A), URI.create(MIRROR));
        assertThat(resumed(A)).isEqualTo(new Beginning(2, STATE));
        assertThat(resumed(MIRROR)).isEqualTo(new Beginning(2, Validators.NONE));
        assertThat(world.downloads.request(A).file())
                .isNotEqualTo(world.downloads.request(MIRROR).file());
        world.serves(MIRROR, "x=12");
        assertStored(fetching);
        assertThat(world.downloads.pending()).isEmpty();
        assertThat(world.events).contains(new Event.MirrorWon(URI.create(A), URI.create(MIRROR)));
    }

    @Test
    void a_primary_that_wakes_up_wins_against_the_mirror() throws Exception {
        hasMirror();
        Promise<Fetching> fetching = world.fetch(feed());
        world.fails(A, Kind.STALLED);
        world.serves(A, "x=12");
        assertStored(fetching);
        assertThat(world.events).contains(new Event.MirrorLost(URI.create(A), URI.create(MIRROR)));
        assertThat(world.events).noneMatch(Event.MirrorWon.class::isInstance);
    }

    @Test
    void in_a_race_whoever_has_nothing_leaves_it_to_the_other() throws Exception {
        hasMirror();
        Promise<Fetching> fetching = world.fetch(feed());
        world.fails(A, Kind.STALLED);
        world.fails(MIRROR, Kind.NOT_FOUND);
        world.serves(A, "x=12");
        assertStored(fetching);
        assertThat(world.events)
                .filteredOn(Event.MirrorLost.class::isInstance)
                .containsExactly(new Event.MirrorLost(URI.create(A), URI.create(MIRROR)));
    }

    @Test
    void a_race_that_nobody_wins_is_reported_with_what_each_of_them_said() {
        hasMirror();
        Promise<Fetching> fetching = world.fetch(feed());
        world.fails(A, Kind.STALLED);
        world.fails(A, Kind.BROKEN);
        world.fails(MIRROR, Kind.NOT_FOUND);
        assertThat(problems(fetching)).containsExactly(Kind.BROKEN, Kind.NOT_FOUND);
    }

    @Test
    void a_primary_without_mirrors_that_has_stalled_is_asked_once_more() {
        Promise<Fetching> fetching = world.fetch(feed());
        world.fails(A, Kind.STALLED);
        world.fails(A, Kind.STALLED);
        assertThat(problems(fetching)).containsExactly(Kind.STALLED);
    }

    @Test
    void a_run_that_ends_during_a_race_ends_both() {
        hasMirror();
        Promise<Fetching> fetching = world.fetch(feed());
        world.fails(A, Kind.STALLED);
        world.loop.value(world.scope.off());
        assertThat(world.loop.value(fetching)).isEqualTo(new Fetching.Aborted());
        assertThat(world.downloads.pending()).isEmpty();
    }

    @Test
    void a_full_disk_ends_the_race_since_the_other_would_find_it_full_too() {
        hasMirror();
        Promise<Fetching> fetching = world.fetch(feed());
        world.fails(A, Kind.STALLED);
        world.fails(MIRROR, Kind.DISK);
        assertThat(world.loop.value(fetching)).isInstanceOf(Fetching.StoreFailure.class);
    }

    @Test
    void what_the_digest_refuses_is_fetched_afresh_if_it_was_put_together() throws Exception {
        interrupt("y=");
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "12", STATE);
        world.serves(A, "y=12");
        assertThat(resumed(A)).isEqualTo(Beginning.NONE);
        world.serves(A, "x=12");
        assertStored(fetching);
    }

    @Test
    void an_archive_that_is_broken_is_fetched_afresh_if_it_was_put_together() throws Exception {
        interrupt("??");
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "??", STATE);
        world.serves(A, "????");
        world.serves(A, "x=12");
        assertStored(fetching);
    }

    @Test
    void what_is_fetched_afresh_comes_from_one_source() throws Exception {
        hasMirror();
        interrupt("y=");
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "12", STATE);
        world.serves(A, "y=12");
        world.brings(A, "z=", STATE);
        world.fails(A, Kind.BROKEN);
        assertThat(resumed(MIRROR)).isEqualTo(Beginning.NONE);
        world.serves(MIRROR, "x=12");
        assertStored(fetching);
    }

    @Test
    void what_is_refused_twice_is_refused_and_nothing_of_it_is_kept() throws Exception {
        interrupt("y=");
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "12", STATE);
        world.serves(A, "y=12");
        world.brings(A, "y=", STATE);
        world.serves(A, "y=12");
        assertThat(world.loop.value(fetching)).isInstanceOf(Fetching.DigestMismatch.class);
        assertThat(world.spool.kept()).isZero();
    }

    @Test
    void what_came_in_one_piece_and_is_refused_is_not_fetched_again() throws Exception {
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "y=", STATE);
        world.serves(A, "y=12");
        assertThat(world.loop.value(fetching)).isInstanceOf(Fetching.DigestMismatch.class);
        assertThat(world.downloads.asked()).hasSize(1);
        assertThat(world.spool.kept()).isZero();
    }

    @Test
    void what_a_failure_of_the_network_or_the_disk_leaves_is_kept() throws Exception {
        for (Kind kind : List.of(Kind.BROKEN, Kind.DISK)) {
            Promise<Fetching> fetching = world.fetch(feed());
            world.brings(A, "x=".substring((int) resumed(A).length()), STATE);
            world.fails(A, kind);
            world.loop.value(fetching);
            assertThat(world.spool.kept()).isEqualTo(2);
        }
    }

    @Test
    void nothing_is_kept_of_what_was_stored_in_the_last_moment_of_a_stopped_run() throws Exception {
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "x=", STATE);
        world.store.has("x=12", Map.of("x", "12"));
        world.loop.value(world.scope.off());
        assertThat(world.loop.value(fetching)).isEqualTo(new Fetching.Aborted());
        assertThat(world.spool.kept()).isZero();
    }

    @Test
    void what_is_longer_than_it_should_be_is_not_gone_on_with() throws Exception {
        hasMirror();
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "x=123", STATE);
        world.fails(A, Kind.TOO_LONG);
        assertThat(resumed(MIRROR)).isEqualTo(Beginning.NONE);
        world.serves(MIRROR, "x=12");
        assertStored(fetching);
    }

    @Test
    void two_steps_with_the_same_archive_do_not_write_into_one_file() {
        String same = "<archive href='" + A + "' size='4'/>";
        world.fetch(world.feed("x=12", "<recipe>" + same + same + "</recipe>"));
        Path first = world.downloads.request(A).file();
        world.serves(A, "x=12");
        assertThat(world.downloads.request(A).file()).isNotEqualTo(first);
    }

    @Test
    void another_process_that_fetches_the_same_is_named_and_waited_for() throws Exception {
        world.spool.heldBy = OptionalLong.of(4711);
        Promise<Fetching> fetching = world.fetch(feed());
        assertThat(world.events).containsExactly(new Event.WaitingForProcess(FakeStore.digest("x=12"), 4711));
        assertThat(world.downloads.asked()).isEmpty();
        world.spool.free();
        world.serves(A, "x=12");
        assertStored(fetching);
    }

    @Test
    void what_another_process_has_stored_meanwhile_is_used() throws Exception {
        world.spool.heldBy = OptionalLong.of(4711);
        Promise<Fetching> fetching = world.fetch(feed());
        world.store.has("x=12", Map.of("x", "12"));
        world.spool.free();
        assertStored(fetching);
        assertThat(world.downloads.asked()).isEmpty();
    }

    @Test
    void a_disk_that_cannot_keep_downloads_is_a_failure_of_the_disk() {
        world.spool.broken = Optional.of(new IOException("Read-only file system"));
        assertThat(world.loop.value(world.fetch(feed()))).isEqualTo(new Fetching.StoreFailure("Read-only file system"));
    }

    @Test
    void who_does_not_wait_any_longer_for_another_process_is_told_that_it_is_aborted() {
        world.spool.broken = Optional.of(new IOException("interrupted"));
        world.spool.opening = world.scope::off;
        assertThat(world.loop.value(world.fetch(feed()))).isEqualTo(new Fetching.Aborted());
    }
}
