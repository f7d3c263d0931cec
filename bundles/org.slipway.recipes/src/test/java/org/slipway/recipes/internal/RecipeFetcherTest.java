package org.slipway.recipes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.slipway.recipes.internal.RecipeWorld.implementation;
import static org.slipway.recipes.internal.RecipeWorld.read;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.async.Done;
import org.slipway.async.Promising.Action;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;
import org.slipway.testkit.ManualLoop;

class RecipeFetcherTest {

    private static final String A = "https://example.org/a.list";
    private static final String B = "https://example.org/b.list";
    private static final String C = "https://example.org/c.list";
    private static final String TREE_MIRROR = "https://mirror.example/impl/v1";

    @TempDir
    Path base;

    private RecipeWorld world;

    @BeforeEach
    void begin() throws Exception {
        world = new RecipeWorld(base);
    }

    @AfterEach
    void temporary_files_and_drafts_are_gone_whatever_happened() throws Exception {
        world.loop.value(world.scope.off());
        assertThat(world.scraps()).isEmpty();
        assertThat(world.store.drafts).allMatch(draft -> draft.closed);
        assertThat(world.downloads.pending()).isEmpty();
    }

    private static String archive(String href, int size) {
        return "<archive href='" + href + "' size='" + size + "'/>";
    }

    private static String recipe(String... steps) {
        return "<recipe>" + String.join("", steps) + "</recipe>";
    }

    private void assertStored(Promise<Fetching> fetching, String text) {
        Fetching.Stored stored = (Fetching.Stored) world.loop.value(fetching);
        assertThat(stored.path())
                .isEqualTo(world.store.directory.resolve(FakeStore.digest(text).directoryName()));
        assertThat(world.events).contains(new Event.Stored(FakeStore.digest(text)));
    }

    private void fails(String uri) {
        world.fails(uri, Kind.CONNECTION_REFUSED);
    }

    private List<Kind> problems(Promise<Fetching> fetching) {
        return ((Fetching.NetworkFailure) world.loop.value(fetching))
                .problems().stream().map(NetworkProblem::kind).toList();
    }

    private Fetching.BadRecipe bad(Promise<Fetching> fetching) {
        return (Fetching.BadRecipe) world.loop.value(fetching);
    }

    @Test
    void an_archive_is_downloaded_with_its_size_unpacked_and_stored() {
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3)));
        assertThat(world.downloads.request(A).size()).hasValue(3);
        world.serves(A, "x=1");
        assertStored(fetching, "x=1");
        assertThat(world.events)
                .containsExactly(
                        new Event.Unpacking(URI.create(A)),
                        new Event.Unpacked(URI.create(A)),
                        new Event.Verifying(FakeStore.digest("x=1")),
                        new Event.Verified(FakeStore.digest("x=1")),
                        new Event.Stored(FakeStore.digest("x=1")));
    }

    @Test
    void what_is_stored_already_is_not_fetched() throws Exception {
        Path there = world.store.has("x=1", Map.of("x", "1"));
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3)));
        assertThat(world.loop.value(fetching)).isEqualTo(new Fetching.Stored(there));
        assertThat(world.downloads.asked()).isEmpty();
    }

    @Test
    void all_steps_download_at_once_and_are_applied_in_order() {
        Promise<Fetching> fetching =
                world.fetch(world.feed("x=3", recipe(archive(A, 3), archive(B, 3), archive(C, 3))));
        assertThat(world.downloads.pending()).containsExactly(URI.create(A), URI.create(B), URI.create(C));
        world.serves(C, "x=3");
        world.serves(B, "x=2");
        assertThat(world.store.drafts.get(0).tree).isEmpty();
        world.serves(A, "x=1");
        assertStored(fetching, "x=3");
    }

    @Test
    void each_step_is_applied_as_soon_as_it_and_its_predecessors_are_there() {
        world.fetch(world.feed("x=2", recipe(archive(A, 3), archive(B, 3))));
        world.serves(A, "x=1");
        assertThat(world.store.drafts.get(0).tree).containsEntry("x", "1");
        assertThat(world.downloads.pending()).containsExactly(URI.create(B));
    }

    @Test
    void rename_remove_dest_and_extract_and_file_are_followed() {
        String steps = recipe(
                "<archive href='" + A + "' size='7' dest='lib'/>",
                "<file href='" + B + "' size='2' dest='bin/run' executable='true'/>",
                "<rename source='lib/x' dest='y'/>",
                "<remove path='lib/z'/>");
        Promise<Fetching> fetching = world.fetch(world.feed("bin/run=hi!@0;y=1", steps));
        world.serves(A, "x=1;z=2");
        world.serves(B, "hi");
        assertStored(fetching, "bin/run=hi!@0;y=1");
    }

    @Test
    void size_counts_from_the_start_offset_on() {
        world.fetch(world.feed("x=1", "<archive href='" + A + "' size='3' start-offset='100'/>"));
        assertThat(world.downloads.request(A).size()).hasValue(3);
        assertThat(world.downloads.request(A).skip()).isEqualTo(100);
    }

    @Test
    void the_archive_mirror_is_asked_after_the_primary_has_failed() {
        world.archiveMirrors.put(A, List.of(URI.create(B)));
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3)));
        assertThat(world.downloads.pending()).containsExactly(URI.create(A));
        fails(A);
        assertThat(world.events).contains(new Event.MirrorStarted(URI.create(A), URI.create(B)));
        assertThat(world.downloads.request(B).size()).hasValue(3);
        world.serves(B, "x=1");
        assertStored(fetching, "x=1");
    }

    @Test
    void the_implementation_mirror_is_asked_last_and_its_size_is_not_known() {
        world.archiveMirrors.put(A, List.of(URI.create(B)));
        world.implementationMirrors = List.of(URI.create(TREE_MIRROR));
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3) + archive(C, 3)));
        fails(A);
        fails(B);
        fails(C);
        assertThat(world.downloads.request(TREE_MIRROR).size()).isEmpty();
        assertThat(world.downloads.request(TREE_MIRROR).limit()).isEqualTo(Allowance.BASE + 300);
        world.serves(TREE_MIRROR, "x=1");
        assertStored(fetching, "x=1");
        assertThat(world.events).contains(new Event.MirrorWon(URI.create(A), URI.create(TREE_MIRROR)));
    }

    @Test
    void an_implementation_mirror_that_fails_is_not_looked_for_on_an_archive_mirror() {
        world.archiveMirrors.put(TREE_MIRROR, List.of(URI.create(B)));
        world.implementationMirrors = List.of(URI.create(TREE_MIRROR));
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3)));
        fails(A);
        fails(TREE_MIRROR);
        assertThat(problems(fetching)).hasSize(2);
    }

    @Test
    void a_single_file_that_fails_has_no_archive_mirror_but_the_implementation_mirror() {
        world.archiveMirrors.put(A, List.of(URI.create(B)));
        world.implementationMirrors = List.of(URI.create(TREE_MIRROR));
        Promise<Fetching> fetching = world.fetch(world.feed("f=1@0", "<file href='" + A + "' size='1' dest='f'/>"));
        fails(A);
        assertThat(world.downloads.pending()).containsExactly(URI.create(TREE_MIRROR));
        world.serves(TREE_MIRROR, "x=1");
        assertThat(problems(fetching)).containsExactly(Kind.CONNECTION_REFUSED);
    }

    @Test
    void when_everything_fails_every_attempt_is_reported_the_primary_first() {
        world.archiveMirrors.put(A, List.of(URI.create(B)));
        world.implementationMirrors = List.of(URI.create(TREE_MIRROR));
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3)));
        fails(A);
        world.downloads.fails(B, Kind.NOT_FOUND);
        world.loop.run();
        world.downloads.fails(TREE_MIRROR, Kind.TLS);
        assertThat(problems(fetching)).containsExactly(Kind.CONNECTION_REFUSED, Kind.NOT_FOUND, Kind.TLS);
    }

    @Test
    void the_next_retrieval_method_is_tried_when_one_fails() {
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3) + archive(B, 3)));
        assertThat(world.downloads.pending()).containsExactly(URI.create(A));
        fails(A);
        world.serves(B, "x=1");
        assertStored(fetching, "x=1");
    }

    @Test
    void a_wrong_digest_leads_to_the_next_method_but_never_to_a_mirror() {
        world.archiveMirrors.put(A, List.of(URI.create(C)));
        world.implementationMirrors = List.of(URI.create(TREE_MIRROR));
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3) + archive(B, 3)));
        world.serves(A, "x=9");
        world.serves(B, "x=8");
        assertThat(world.loop.value(fetching))
                .isEqualTo(new Fetching.DigestMismatch(
                        FakeStore.digest("x=1"), FakeStore.digest("x=9").directoryName(), ""));
        assertThat(world.events)
                .containsSubsequence(
                        new Event.Verifying(FakeStore.digest("x=1")), new Event.NotVerified(FakeStore.digest("x=1")));
        assertThat(world.downloads.asked()).containsExactly(URI.create(A), URI.create(B));
    }

    @Test
    void a_method_with_an_unknown_step_is_passed_over() {
        Promise<Fetching> fetching =
                world.fetch(world.feed("x=1", recipe(archive(A, 3), "<x:magic/>") + archive(B, 3)));
        assertThat(world.downloads.pending()).containsExactly(URI.create(B));
        world.serves(B, "x=1");
        assertStored(fetching, "x=1");
    }

    @Test
    void no_method_that_is_understood_is_said_so() {
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", recipe("<x:magic/>")));
        assertThat(world.loop.value(fetching)).isEqualTo(new Fetching.NoRetrievalMethod());
    }

    @Test
    void a_handler_does_the_steps_of_a_foreign_namespace() {
        world.handlers.handlers = List.of(RecipeWorld.handler("{urn:x}magic", (step, scope) -> world.loop
                .promises()
                .resolved(tree -> world.loop.offLoop(() -> {
                    FakeStore.file(tree, "magic", step.attribute("word").orElseThrow());
                    return tree;
                }))));
        Promise<Fetching> fetching =
                world.fetch(world.feed("magic=hex;x=1", recipe("<x:magic word='hex'/>", archive(A, 3))));
        world.serves(A, "x=1");
        assertStored(fetching, "magic=hex;x=1");
    }

    @Test
    void a_handler_that_throws_or_answers_nothing_fails_the_method_and_is_named() {
        world.handlers.handlers = List.of(
                RecipeWorld.handler("{urn:x}throws", (step, scope) -> {
                    throw new IllegalStateException("broken plug-in");
                }),
                RecipeWorld.handler("{urn:x}null", (step, scope) -> null));
        assertThat(bad(world.fetch(world.feed("x=1", recipe("<x:throws/>")))).why())
                .contains("The step handler", "RecipeFetcherTest", "broken plug-in");
        assertThat(bad(world.fetch(world.feed("x=2", recipe("<x:null/>")))).step())
                .isEqualTo("{urn:x}null");
    }

    @Test
    void an_unknown_type_is_named_and_nothing_is_downloaded() {
        Fetching.BadRecipe bad =
                bad(world.fetch(world.feed("x=1", "<archive href='" + A + "' size='3' type='application/x-odd'/>")));
        assertThat(bad.why()).contains("application/x-odd");
        assertThat(world.downloads.asked()).isEmpty();
    }

    @Test
    void a_broken_archive_is_reported_with_what_is_wrong() {
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3)));
        world.serves(A, "???");
        assertThat(bad(fetching)).isEqualTo(new Fetching.BadRecipe("archive " + A, "'???' is no entry"));
        assertThat(world.events)
                .containsExactly(new Event.Unpacking(URI.create(A)), new Event.NotUnpacked(URI.create(A)));
    }

    @Test
    void a_format_that_throws_is_passed_over_for_the_next_one() {
        var healthy = world.formats.formats.get(0);
        world.formats.formats = List.of(
                RecipeWorld.format(0, "text/x-list", ".list", (archive, tree) -> {
                    throw new IllegalStateException("This plug-in has been stopped");
                }),
                healthy);
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3)));
        world.serves(A, "x=1");
        assertStored(fetching, "x=1");
    }

    @Test
    void a_format_that_has_left_while_its_archive_came_is_replaced_by_who_is_there_then() {
        var healthy = world.formats.formats;
        world.formats.formats = List.of(RecipeWorld.format(1, "text/x-list", ".list", (archive, tree) -> {
            throw new AssertionError("It has left");
        }));
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3)));
        world.formats.formats = healthy;
        world.serves(A, "x=1");
        assertStored(fetching, "x=1");
    }

    @Test
    void a_format_that_blocks_is_given_up_and_can_do_no_more_to_the_tree() {
        var healthy = world.formats.formats.get(0);
        List<TreeBuilder> kept = new ArrayList<>();
        world.formats.formats = List.of(
                RecipeWorld.format(0, "text/x-list", ".list", (archive, tree) -> {
                    kept.add(tree);
                    throw new ManualLoop.NeverBack();
                }),
                healthy);
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3)));
        world.serves(A, "x=1");
        assertStored(fetching, "x=1");
        assertThat(world.events.toString()).contains("archive format", "no answer within");
        assertThatThrownBy(() -> kept.get(0).symlink("evil", "/")).isInstanceOf(IOException.class);
    }

    @Test
    void a_format_that_leaves_in_the_middle_is_replaced_by_who_comes_within_some_seconds() {
        var healthy = world.formats.formats;
        world.formats.formats = List.of(RecipeWorld.format(1, "text/x-list", ".list", (archive, tree) -> {
            world.formats.formats = List.of();
            throw new IOException("This class loader has been closed");
        }));
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3)));
        world.serves(A, "x=1");
        world.loop.advance(Duration.ofSeconds(2));
        assertThat(fetching.isDone()).isFalse();
        world.formats.formats = healthy;
        world.loop.advance(Duration.ofSeconds(1));
        assertStored(fetching, "x=1");
    }

    @Test
    void a_handler_that_is_defective_leads_to_the_next_one_of_the_same_step() {
        world.handlers.handlers = List.of(
                RecipeWorld.handler("{urn:x}magic", (step, scope) -> {
                    throw new ManualLoop.NeverBack();
                }),
                RecipeWorld.handler("{urn:x}magic", (step, scope) -> world.loop
                        .promises()
                        .resolved(tree -> world.loop.offLoop(() -> {
                            FakeStore.file(tree, "magic", "hex");
                            return tree;
                        }))));
        assertStored(world.fetch(world.feed("magic=hex", recipe("<x:magic/>"))), "magic=hex");
    }

    @Test
    void a_step_that_never_ends_fails_in_the_end_and_names_its_handler() {
        world.handlers.handlers = List.of(RecipeWorld.handler(
                "{urn:x}magic",
                (step, scope) ->
                        world.loop.promises().<Action<TreeBuilder>>deferred().getPromise()));
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", recipe("<x:magic/>")));
        world.loop.advance(Duration.ofMinutes(31));
        assertThat(bad(fetching).why()).contains("step handler", "no end within 30 min");
    }

    @Test
    void a_format_that_throws_is_named_and_the_next_method_tried() {
        world.formats.formats = List.of(RecipeWorld.format(1, "text/x-bad", ".list", (archive, tree) -> {
            throw new IndexOutOfBoundsException("7");
        }));
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3)));
        world.serves(A, "x=1");
        assertThat(bad(fetching).why()).contains("RecipeFetcherTest", "IndexOutOfBounds");
    }

    @Test
    void a_store_that_cannot_be_written_is_final_and_nothing_is_downloaded() {
        world.store.full = true;
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3) + archive(B, 3)));
        assertThat(world.loop.value(fetching)).isEqualTo(new Fetching.StoreFailure("No space left on device"));
        assertThat(world.downloads.asked()).isEmpty();
    }

    @Test
    void a_disk_that_fills_up_during_the_download_is_no_reason_for_mirrors() {
        world.archiveMirrors.put(A, List.of(URI.create(B)));
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3) + archive(C, 3)));
        world.downloads.fails(A, Kind.DISK);
        assertThat(world.loop.value(fetching)).isInstanceOf(Fetching.StoreFailure.class);
        assertThat(world.downloads.asked()).hasSize(1);
    }

    @Test
    void an_implementation_wanted_twice_is_fetched_once() {
        Feed feed = world.feed("x=1", archive(A, 3));
        Promise<Fetching> one = world.fetch(feed);
        Promise<Fetching> other = world.fetch(feed);
        world.serves(A, "x=1");
        assertStored(one, "x=1");
        assertThat(world.loop.value(other)).isEqualTo(world.loop.value(one));
        assertThat(world.downloads.asked()).hasSize(1);
    }

    @Test
    void turning_the_scope_off_aborts_and_awaits_the_clean_up() throws Exception {
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", recipe(archive(A, 3), archive(B, 3))));
        world.serves(A, "x=1");
        world.loop.value(world.scope.off());
        assertThat(world.loop.value(fetching)).isEqualTo(new Fetching.Aborted());
        assertThat(world.scraps()).isEmpty();
        assertThat(world.store.drafts.get(0).closed).isTrue();
    }

    @Test
    void a_draft_that_is_just_being_made_when_the_scope_is_turned_off_is_awaited_and_not_used() {
        List<Promise<Done>> off = new ArrayList<>();
        world.store.drafting = () -> off.add(world.scope.off());
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3)));
        assertThat(world.loop.value(fetching)).isEqualTo(new Fetching.Aborted());
        assertThat(world.loop.value(off.get(0))).isEqualTo(Done.DONE);
        assertThat(world.store.drafts.get(0).closed).isTrue();
        assertThat(world.downloads.asked()).isEmpty();
    }

    @Test
    void a_step_that_fails_at_once_does_not_leave_the_others_alone() throws Exception {
        Promise<Fetching> fetching =
                world.fetcher.fetch(failing(), failing().implementations().get("v1"), world.scope);
        List<String> left = new ArrayList<>(List.of("never looked"));
        fetching.onResolve(() -> {
            left.clear();
            try {
                left.addAll(world.scraps());
            } catch (IOException unreadable) {
                left.add(unreadable.toString());
            }
        });
        assertThat(world.loop.value(fetching)).isInstanceOf(Fetching.BadRecipe.class);
        assertThat(left).isEmpty();
    }

    private Feed failing() {
        return world.feed("x=1", recipe(archive("https://example.org/of.no.known.type", 3), archive(B, 3)));
    }

    @Test
    void one_who_leaves_does_not_abort_it_for_another() {
        Feed feed = world.feed("x=1", archive(A, 3));
        Switch mine = world.loop.scope();
        Promise<Fetching> left = world.fetch(feed, "v1", mine);
        Promise<Fetching> stays = world.fetch(feed);
        mine.off();
        assertThat(world.loop.value(left)).isEqualTo(new Fetching.Aborted());
        world.serves(A, "x=1");
        assertStored(stays, "x=1");
    }

    @Test
    void a_local_feeds_relative_href_is_read_from_beside_it_without_a_transport() throws Exception {
        Path directory = Files.createDirectories(base.resolve("local"));
        Files.writeString(directory.resolve("a.list"), "x=1");
        Feed feed = read(
                new FeedUri.Local(directory.resolve("feed.xml")), implementation("v1", "x=1", archive("a.list", 3)));
        assertStored(world.fetch(feed), "x=1");
        assertThat(world.downloads.asked()).isEmpty();
        assertThat(directory.resolve("a.list")).exists();
    }

    @Test
    void a_local_archive_behind_a_start_offset_is_found() throws Exception {
        Path directory = Files.createDirectories(base.resolve("local"));
        Files.writeString(directory.resolve("a.list"), "#!/bin/sh\nx=1");
        Feed feed = read(
                new FeedUri.Local(directory.resolve("feed.xml")),
                implementation("v1", "x=1", "<archive href='a.list' size='3' start-offset='10'/>"));
        assertStored(world.fetch(feed), "x=1");
    }

    @Test
    void a_local_archive_of_another_size_or_none_at_all_is_refused() throws Exception {
        Path directory = Files.createDirectories(base.resolve("local"));
        Files.writeString(directory.resolve("a.list"), "x=1");
        Path file = directory.resolve("feed.xml");
        Feed wrong = read(new FeedUri.Local(file), implementation("v1", "x=1", archive("a.list", 4)));
        assertThat(bad(world.fetch(wrong)).why())
                .contains("wrong size")
                .contains("3")
                .contains("4");
        Feed missing = read(new FeedUri.Local(file), implementation("v1", "x=1", archive("b.list", 4)));
        assertThat(bad(world.fetch(missing)).why()).contains("b.list");
    }

    @Test
    void a_relative_href_in_a_feed_from_the_network_reads_no_local_file() {
        Fetching.BadRecipe bad = bad(world.fetch(world.feed("x=1", archive("../../etc/passwd.list", 3))));
        assertThat(bad.why()).contains("not a local one");
    }

    @Test
    void copies_from_another_implementation_that_is_stored() throws Exception {
        world.store.has("old", Map.of("x", "1", "dir/y", "2"));
        Feed feed = read(
                FeedUri.of(RecipeWorld.PRIMARY),
                implementation("v0", "old", archive(A, 1))
                        + implementation(
                                "v1",
                                "b/y=2;x=3",
                                recipe("<copy-from id='v0' source='dir' dest='b'/>", archive(B, 3))));
        Promise<Fetching> fetching = world.fetch(feed);
        world.serves(B, "x=3");
        assertStored(fetching, "b/y=2;x=3");
        assertThat(world.downloads.asked()).containsExactly(URI.create(B));
    }

    @Test
    void copies_from_another_implementation_that_has_to_be_fetched_first() {
        Feed feed = read(
                FeedUri.of(RecipeWorld.PRIMARY),
                implementation("v0", "x=1;z=5", archive(A, 7))
                        + implementation("v1", "x=1;y=2;z=5", recipe("<copy-from id='v0'/>", archive(B, 3))));
        Promise<Fetching> fetching = world.fetch(feed);
        assertThat(world.downloads.pending()).containsExactlyInAnyOrder(URI.create(A), URI.create(B));
        world.serves(B, "y=2");
        world.serves(A, "x=1;z=5");
        assertStored(fetching, "x=1;y=2;z=5");
    }

    @Test
    void what_is_wrong_with_another_implementation_is_told_of_that_one() {
        Promise<Fetching> wrong = world.fetch(read(
                FeedUri.of(RecipeWorld.PRIMARY),
                implementation("v0", "x=1", archive(A, 3))
                        + implementation("v1", "x=1;y=2", recipe("<copy-from id='v0'/>"))));
        world.serves(A, "x=2");
        assertThat(bad(wrong).step()).isEqualTo("copy-from v0");
        assertThat(bad(wrong).why())
                .startsWith("the digest of its files is wrong: it is ")
                .contains(
                        FakeStore.digest("x=2").directoryName(),
                        FakeStore.digest("x=1").directoryName());

        Promise<Fetching> nowhere = world.fetch(read(
                FeedUri.of(RecipeWorld.PRIMARY),
                implementation("v0", "x=3", "") + implementation("v1", "x=3;y=2", recipe("<copy-from id='v0'/>"))));
        assertThat(bad(nowhere).step()).isEqualTo("copy-from v0");

        Promise<Fetching> broken = world.fetch(read(
                FeedUri.of(RecipeWorld.PRIMARY),
                implementation("v0", "x=4", recipe("<remove path='none'/>"))
                        + implementation("v1", "x=4;y=2", recipe("<copy-from id='v0'/>"))));
        assertThat(bad(broken).step()).isEqualTo("copy-from v0: remove none");
    }

    @Test
    void copies_from_a_local_directory_but_not_from_nothing() throws Exception {
        Files.writeString(Files.createDirectory(base.resolve("here")).resolve("x"), "1");
        String copying = implementation("v1", "x=1", recipe("<copy-from id='v0'/>"));
        FeedUri local = FeedUri.of(base.resolve("feed.xml").toString());
        assertStored(
                world.fetch(read(local, "<implementation id='v0' version='1' local-path='here'/>" + copying)), "x=1");

        String other = implementation("v1", "x=2", recipe("<copy-from id='v0'/>"));
        FeedUri remote = FeedUri.of(RecipeWorld.PRIMARY);
        assertThat(bad(world.fetch(read(remote, other))).why()).contains("has no such implementation");
    }

    @Test
    void copying_in_a_circle_is_refused_and_does_not_wait_for_ever() {
        Feed feed = read(
                FeedUri.of(RecipeWorld.PRIMARY),
                implementation("v0", "zero", recipe("<copy-from id='v1'/>"))
                        + implementation("v1", "one", recipe("<copy-from id='v0'/>")));
        Promise<Fetching> one = world.fetch(feed, "v1", world.scope);
        Promise<Fetching> zero = world.fetch(feed, "v0", world.scope);
        assertThat(bad(one).why()).contains("each other");
        assertThat(bad(zero).why()).contains("each other");
        assertThat(bad(world.fetch(read(
                                FeedUri.of(RecipeWorld.PRIMARY),
                                implementation("v1", "self", recipe("<copy-from id='v1'/>")))))
                        .why())
                .contains("each other");
    }

    @Test
    void copy_from_cannot_leave_the_other_implementation() throws Exception {
        Path entry = world.store.has("old", Map.of("x", "1"));
        Files.writeString(base.resolve("secret"), "secret");
        Files.createSymbolicLink(entry.resolve("link"), base);
        for (String source : List.of("../../secret", "/etc/passwd", "link/secret", "a\\b")) {
            Feed feed = read(
                    FeedUri.of(RecipeWorld.PRIMARY),
                    implementation("v0", "old", archive(A, 1))
                            + implementation(
                                    "v1", "new", recipe("<copy-from id='v0' dest='s' source='" + source + "'/>")));
            assertThat(bad(world.fetch(feed)).why()).as(source).contains("leads out");
        }
    }

    @Test
    void a_decompression_bomb_is_limited_by_what_the_feed_declares() {
        world.fetch(world.feed("x=1", recipe(archive(A, 1000), "<file href='" + B + "' size='50' dest='f'/>")));
        assertThat(world.store.drafts.get(0).limit).isEqualTo(Allowance.BASE + 1000 * 100 + 50);
    }

    @Test
    void a_format_is_told_how_much_it_may_decompress() {
        List<Long> limits = new ArrayList<>();
        world.settings.unpackRatio = 7;
        world.formats.formats =
                List.of(RecipeWorld.format(1, "text/x-list", ".list", (archive, tree) -> limits.add(archive.limit())));
        world.fetch(world.feed("x=1", archive(A, 3)));
        world.serves(A, "x=1");
        assertThat(limits).containsExactly(Allowance.BASE + 3 * 7);
    }

    @Test
    void the_longest_extension_and_the_case_of_a_name_and_a_query_do_not_confuse() {
        world.formats.formats = List.of(
                RecipeWorld.format(1, "a/gz", ".gz", (archive, tree) -> FakeStore.file(tree, "by", "gz")),
                RecipeWorld.format(2, "a/tgz", ".tar.gz", (archive, tree) -> FakeStore.file(tree, "by", "tar.gz")));
        String href = "https://example.org/A.TAR.GZ?from=b.zip";
        Promise<Fetching> fetching = world.fetch(world.feed("by=tar.gz", archive(href, 1)));
        world.serves(href, "x");
        assertStored(fetching, "by=tar.gz");
    }

    @Test
    void turning_the_scope_off_ends_an_unpacking_at_once() {
        world.formats.formats = List.of(RecipeWorld.format(1, "a/endless", ".list", (archive, tree) -> {
            try (var in = archive.stream()) {
                world.scope.off();
                while (true) in.readAllBytes();
            } catch (IOException stopped) {
                throw new BadArchive("truncated");
            }
        }));
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3) + archive(B, 3)));
        world.serves(A, "x=1");
        assertThat(world.loop.value(fetching)).isEqualTo(new Fetching.Aborted());
        assertThat(world.downloads.asked()).hasSize(1);
    }

    @Test
    void turning_the_scope_off_ends_one_that_neither_reads_nor_writes() {
        world.formats.formats = List.of(RecipeWorld.format(1, "a/endless", ".list", (archive, tree) -> {
            world.scope.off();
            while (true) archive.sign();
        }));
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 3)));
        world.serves(A, "x=1");
        assertThat(world.loop.value(fetching)).isEqualTo(new Fetching.Aborted());
    }

    @Test
    void what_waited_for_another_once_may_be_copied_from_later() {
        Feed forth = read(
                FeedUri.of(RecipeWorld.PRIMARY),
                implementation("v0", "zero", archive(A, 1))
                        + implementation("v1", "one", recipe("<copy-from id='v0'/>")));
        world.fetch(forth);
        fails(A);
        Feed back = read(
                FeedUri.of(RecipeWorld.PRIMARY),
                implementation("v0", "zero", recipe("<copy-from id='v1'/>"))
                        + implementation("v1", "one", archive(B, 1)));
        world.fetch(back, "v0", world.scope);
        assertThat(world.downloads.pending()).containsExactly(URI.create(B));
    }
}
