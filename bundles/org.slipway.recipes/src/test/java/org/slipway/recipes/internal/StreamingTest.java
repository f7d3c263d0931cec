package org.slipway.recipes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Validators;
import org.slipway.model.feed.Feed;

/** An archive goes into the tree while it comes, and into the spool beside it. */
class StreamingTest {
    private static final String A = "https://example.org/a.flow";
    private static final String B = "https://example.org/b.flow";
    private static final String MIRROR = "https://mirror.example/a.flow";
    private static final String TREE_MIRROR = "https://mirror.example/impl/v1";
    private static final Validators STATE = new Validators(Optional.of("\"1\""), Optional.empty());

    @TempDir
    Path base;

    private RecipeWorld world;

    @BeforeEach
    void begin() throws Exception {
        world = new RecipeWorld(base);
        world.formats.formats = List.of(
                RecipeWorld.format(1, "text/x-flow", ".flow", StreamingTest::unpack),
                RecipeWorld.format(2, "application/x-bzip-compressed-tar", ".tar.bz2", StreamingTest::unpack));
    }

    @AfterEach
    void nothing_is_under_way_whatever_happened() throws Exception {
        world.loop.value(world.scope.off());
        assertThat(world.store.drafts).allMatch(draft -> draft.closed);
        assertThat(world.downloads.pending()).isEmpty();
    }

    /** Entries of {@code path=content;}, each of them made as soon as its end is there. */
    private static void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        StringBuilder entry = new StringBuilder();
        try (InputStream in = archive.stream()) {
            for (int next; (next = in.read()) >= 0; ) {
                if (next == '?') throw new BadArchive("'?' is no entry");
                if (next != ';') {
                    entry.append((char) next);
                    continue;
                }
                String[] parts = entry.toString().split("=", 2);
                FakeStore.file(tree, parts[0], parts[1]);
                entry.setLength(0);
            }
        }
    }

    private static String archive(String href, int size) {
        return "<archive href='" + href + "' size='" + size + "'/>";
    }

    private Feed feed() {
        return world.feed("x=1;y=2", archive(A, 8));
    }

    private Map<String, String> tree() {
        return world.store.drafts.get(world.store.drafts.size() - 1).tree;
    }

    private void assertStored(Promise<Fetching> fetching) {
        assertThat(world.loop.value(fetching)).isInstanceOf(Fetching.Stored.class);
        assertThat(world.spool.kept()).isZero();
    }

    @Test
    void an_entry_is_in_the_tree_as_soon_as_it_has_come() {
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "x=1;y", STATE);
        assertThat(tree()).containsExactly(Map.entry("x", "1"));
        assertThat(world.spool.kept()).isEqualTo(5);
        assertThat(world.events).containsExactly(new Event.Unpacking(URI.create(A)));
        world.serves(A, "x=1;y=2;");
        assertStored(fetching);
    }

    @Test
    void only_the_step_whose_turn_it_is_goes_into_the_tree() {
        Promise<Fetching> fetching =
                world.fetch(world.feed("x=1;z=3", "<recipe>" + archive(A, 4) + archive(B, 4) + "</recipe>"));
        world.brings(B, "z=3;", STATE);
        assertThat(tree()).isEmpty();
        world.brings(A, "x=1", STATE);
        world.serves(A, "x=1;");
        assertThat(tree()).containsOnlyKeys("x", "z");
        assertThat(fetching.isDone()).isFalse();
        world.serves(B, "z=3;");
        assertStored(fetching);
    }

    @Test
    void an_archive_that_is_refused_is_not_fetched_any_further() {
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "?", STATE);
        assertThat(world.downloads.pending()).isEmpty();
        assertThat(world.loop.value(fetching)).isEqualTo(new Fetching.BadRecipe("archive " + A, "'?' is no entry"));
        assertThat(world.spool.kept()).isZero();
    }

    @Test
    void a_mirror_goes_on_for_who_has_read_what_the_primary_brought() {
        world.archiveMirrors.put(A, List.of(URI.create(MIRROR)));
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "x=1;", STATE);
        world.fails(A, Kind.BROKEN);
        assertThat(world.downloads.request(MIRROR).resume().length()).isEqualTo(4);
        world.brings(MIRROR, "y=2;", Validators.NONE);
        world.serves(MIRROR, "x=1;y=2;");
        assertStored(fetching);
        assertThat(world.store.drafts).hasSize(1);
    }

    @Test
    void a_mirror_that_wins_a_race_goes_on_for_who_reads_what_the_primary_brings() {
        world.archiveMirrors.put(A, List.of(URI.create(MIRROR)));
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "x=1;", STATE);
        world.fails(A, Kind.STALLED);
        world.serves(MIRROR, "x=1;y=2;");
        assertStored(fetching);
        assertThat(world.store.drafts).hasSize(1);
    }

    @Test
    void what_the_network_ran_into_is_told_and_not_what_it_led_to() {
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "x=1;y", STATE);
        world.fails(A, Kind.BROKEN);
        assertThat(world.loop.value(fetching)).isInstanceOf(Fetching.NetworkFailure.class);
        assertThat(world.spool.kept()).isEqualTo(5);
    }

    @Test
    void a_transfer_that_fails_after_the_archives_end_is_a_failure_of_the_network() {
        Promise<Fetching> fetching = world.fetch(world.feed("x=1", archive(A, 4)));
        world.brings(A, "x=1;", STATE);
        assertThat(fetching.isDone()).isFalse();
        world.fails(A, Kind.BROKEN);
        assertThat(world.loop.value(fetching)).isInstanceOf(Fetching.NetworkFailure.class);
    }

    @Test
    void a_full_disk_ends_the_transfer() {
        world.formats.formats = List.of(RecipeWorld.format(1, "text/x-flow", ".flow", (archive, tree) -> {
            archive.stream().read();
            throw new IOException("No space left on device");
        }));
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "x", STATE);
        assertThat(world.loop.value(fetching)).isEqualTo(new Fetching.StoreFailure("No space left on device"));
        assertThat(world.downloads.pending()).isEmpty();
    }

    @Test
    void a_transfer_that_begins_anew_with_the_same_bytes_is_gone_on_with() {
        world.archiveMirrors.put(A, List.of(URI.create(MIRROR)));
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "x=1;y", STATE);
        world.fails(A, Kind.TOO_LONG);
        assertThat(world.downloads.request(MIRROR).resume()).isEqualTo(Beginning.NONE);
        world.serves(MIRROR, "x=1;y=2;");
        assertStored(fetching);
        assertThat(world.store.drafts).hasSize(1);
    }

    @Test
    void a_transfer_that_begins_anew_with_other_bytes_is_unpacked_once_more_and_not_fetched_again() {
        world.archiveMirrors.put(A, List.of(URI.create(MIRROR)));
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "z=1;y", STATE);
        world.fails(A, Kind.TOO_LONG);
        world.serves(MIRROR, "x=1;y=2;");
        assertStored(fetching);
        assertThat(world.store.drafts).hasSize(2);
        assertThat(world.downloads.asked()).containsExactly(URI.create(A), URI.create(MIRROR));
    }

    @Test
    void another_format_gets_all_of_it_when_the_one_that_reads_it_breaks() {
        world.formats.formats =
                List.of(RecipeWorld.format(1, "text/x-flow", ".flow", StreamingTest::breakAtTheSecond), ranked());
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "x=1;", STATE);
        assertThat(tree()).containsOnlyKeys("x");
        world.serves(A, "x=1;y=2;");
        assertStored(fetching);
    }

    private static Map.Entry<Map<String, Object>, org.slipway.api.archive.ArchiveFormat> ranked() {
        return RecipeWorld.format(2, "text/x-flow", ".flow", StreamingTest::unpack);
    }

    private static void breakAtTheSecond(ArchiveInput archive, TreeBuilder tree) throws IOException {
        try (InputStream in = archive.stream()) {
            in.readNBytes(3);
            throw new IllegalStateException("defect");
        }
    }

    @Test
    void what_has_no_declared_size_is_not_made_use_of_before_its_end() {
        world.implementationMirrors = List.of(URI.create(TREE_MIRROR));
        Promise<Fetching> fetching = world.fetch(feed());
        world.fails(A, Kind.BROKEN);
        world.brings(TREE_MIRROR, "x=1;", STATE);
        assertThat(tree()).isEmpty();
        world.serves(TREE_MIRROR, "x=1;y=2;");
        assertStored(fetching);
    }

    @Test
    void a_run_that_is_stopped_ends_who_reads_the_transfer_and_the_draft() {
        Promise<Fetching> fetching = world.fetch(feed());
        world.brings(A, "x=1;y", STATE);
        world.loop.value(world.scope.off());
        assertThat(world.loop.value(fetching)).isEqualTo(new Fetching.Aborted());
        assertThat(world.store.drafts).allMatch(draft -> draft.closed);
        assertThat(world.spool.kept()).isEqualTo(5);
    }

    @Test
    void a_single_file_goes_into_the_tree_while_it_comes() {
        Promise<Fetching> fetching =
                world.fetch(world.feed("x=12@0", "<recipe><file href='" + A + "' size='2' dest='x'/></recipe>"));
        world.brings(A, "1", STATE);
        world.serves(A, "12");
        assertStored(fetching);
    }
}
