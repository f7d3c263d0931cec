package org.slipway.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.archive.TreeBuilder.Mode;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Draft.Commit;
import org.slipway.api.store.Unwritable;
import org.slipway.api.store.Verification;
import org.slipway.async.OwnedDirectory;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;

class DirectoryStoreTest {
    /** Of a tree with the file {@code hello} that has the text {@code Hello World} and the time 3. */
    private static final ManifestDigest HELLO = new ManifestDigest(
            Algorithm.SHA1NEW,
            ManifestScan.digest("F 0a4d55a8d778e5022fab701977c5d840bbc486d0 3 11 hello\n", Algorithm.SHA1NEW)
                    .value());

    @TempDir
    Path temp;

    private final ManualLoop loop = new ManualLoop();
    private Path user;
    private DirectoryStore store;

    @BeforeEach
    void create() {
        user = temp.resolve("cache/implementations");
        store = DirectoryStore.of(new StoreDirectories(new TestPlaces(temp)), loop);
    }

    @AfterEach
    void let_the_directory_be_deleted() throws IOException {
        OwnedDirectory.delete(temp.resolve("cache"));
    }

    private static void write(Draft draft, String text) throws Exception {
        draft.tree().file("hello", 3, Mode.PLAIN, new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private Path add() throws Exception {
        try (Draft draft = store.draft(HELLO, 1000)) {
            write(draft, "Hello World");
            return ((Commit.Stored) draft.commit()).path();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(user)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> !n.endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    void what_is_verified_is_found_and_read_only() throws Exception {
        Path path = add();
        assertThat(path).isEqualTo(user.resolve(HELLO.directoryName()));
        assertThat(store.find(List.of(HELLO))).contains(path);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("r-xr-xr-x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("hello"))))
                .isEqualTo("r--r--r--");
        assertThat(path.resolve(".manifest")).hasContent("F 0a4d55a8d778e5022fab701977c5d840bbc486d0 3 11 hello\n");
        assertThat(store.verify(path, HELLO)).isInstanceOf(Verification.Intact.class);
        assertThat(store.list()).extracting(e -> e.digest()).containsExactly(HELLO);
        assertThat(names()).containsExactly(HELLO.directoryName());
    }

    @Test
    void what_does_not_match_is_never_visible_and_leaves_nothing() throws Exception {
        try (Draft draft = store.draft(HELLO, 1000)) {
            write(draft, "Hello Mallory");
            assertThat(draft.commit()).isInstanceOf(Commit.Mismatch.class);
        }
        assertThat(store.find(List.of(HELLO))).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void the_first_path_that_differs_is_named_where_some_entry_has_the_wanted_manifest() throws Exception {
        Path moved = Files.move(add(), temp.resolve("moved"));
        Files.createSymbolicLink(user.resolve(HELLO.directoryName()), moved);
        assertThat(store.find(List.of(HELLO))).isEmpty();

        assertThat(differenceOf(draft -> write(draft, "Hello Mallory"))).isEqualTo("changed: /hello");
        assertThat(differenceOf(draft -> {
                    write(draft, "Hello World");
                    draft.tree().directory("alien", 3);
                }))
                .isEqualTo("added: /alien/");
        OwnedDirectory.delete(moved);
    }

    @Test
    void a_directory_around_the_wanted_tree_is_named() throws Exception {
        assertThat(differenceOf(draft -> {
                    draft.tree().directory("app-1", 3);
                    draft.tree()
                            .file(
                                    "app-1/hello",
                                    3,
                                    Mode.PLAIN,
                                    new ByteArrayInputStream("Hello World".getBytes(UTF_8)));
                }))
                .isEqualTo("added: /app-1/");
    }

    @Test
    void nothing_is_named_where_the_wanted_manifest_is_unknown() throws Exception {
        assertThat(differenceOf(draft -> write(draft, "Hello Mallory"))).isEmpty();
    }

    private interface Filling {
        void into(Draft draft) throws Exception;
    }

    private String differenceOf(Filling filling) throws Exception {
        try (Draft draft = store.draft(HELLO, 1000)) {
            filling.into(draft);
            return ((Commit.Mismatch) draft.commit()).difference();
        }
    }

    @Test
    void the_manifest_of_a_draft_is_told_and_it_can_be_stored_all_the_same() throws Exception {
        try (Draft draft = store.draft(HELLO, 1000)) {
            write(draft, "Hello World");
            List<String> lines = new ArrayList<>();
            assertThat(draft.describe(lines::add)).isEqualTo(HELLO);
            assertThat(lines).containsExactly("F 0a4d55a8d778e5022fab701977c5d840bbc486d0 3 11 hello\n");
            assertThat(draft.commit()).isInstanceOf(Commit.Stored.class);
        }
    }

    @Test
    void a_draft_that_is_given_up_leaves_nothing() throws Exception {
        try (Draft draft = store.draft(HELLO, 1000)) {
            write(draft, "Hello");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void an_empty_entry_under_the_digests_name_is_not_believed_and_replaced() throws Exception {
        Files.createDirectories(user.resolve(HELLO.directoryName()));
        assertThat(store.find(List.of(HELLO))).isEmpty();
        assertThat(store.verify(add(), HELLO)).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void a_symlink_under_the_digests_name_is_not_believed_and_replaced() throws Exception {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve(".manifest"), "");
        Files.createDirectories(user);
        Files.createSymbolicLink(user.resolve(HELLO.directoryName()), elsewhere);
        assertThat(store.find(List.of(HELLO))).isEmpty();
        Path path = add();
        assertThat(Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(elsewhere.resolve(".manifest")).exists();
    }

    @Test
    void a_tampered_entry_is_replaced_by_the_next_that_adds_it() throws Exception {
        Path path = add();
        Files.setPosixFilePermissions(path.resolve("hello"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(path.resolve("hello"), "Hello Virus");
        Verification.Damaged damaged = (Verification.Damaged) store.verify(path, HELLO);
        assertThat(damaged.differences()).containsExactly("changed: /hello");
        assertThat(store.verify(add(), HELLO)).isInstanceOf(Verification.Intact.class);
        assertThat(names()).containsExactly(HELLO.directoryName());
    }

    @Test
    void verification_names_what_is_missing_and_added() throws Exception {
        Path path = add();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(path.resolve("hello"), path.resolve("bye"));
        Verification.Damaged damaged = (Verification.Damaged) store.verify(path, HELLO);
        assertThat(damaged.differences()).containsExactly("added: /bye", "missing: /hello");
    }

    @Test
    void an_executable_bit_and_a_time_are_part_of_the_digest() throws Exception {
        Path path = add();
        Path file = path.resolve("hello");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertThat(store.verify(path, HELLO)).isInstanceOf(Verification.Damaged.class);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(4)));
        assertThat(store.verify(path, HELLO)).isInstanceOf(Verification.Damaged.class);
    }

    @Test
    void eight_writers_of_one_digest_all_succeed() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Path>> work = new ArrayList<>();
            for (int i = 0; i < 8; i++) work.add(this::add);
            for (Future<Path> path : writers.invokeAll(work))
                assertThat(path.get()).exists();
        } finally {
            writers.shutdown();
        }
        assertThat(names()).containsExactly(HELLO.directoryName());
    }

    @Test
    void what_a_killed_process_left_is_removed_by_the_next_and_what_a_living_one_builds_is_not() throws Exception {
        Path dead = Files.createDirectories(user.resolve(".slipway-1-deadbeef0000-00"));
        Files.createFile(dead.resolve("lock"));
        Path unlocked = Files.createDirectories(user.resolve(".slipway-2-deadbeef0000-00"));
        try (Draft living = store.draft(HELLO, 1000)) {
            loop.advance(Duration.ofDays(1000));
            add();
            assertThat(dead).doesNotExist();
            assertThat(unlocked).doesNotExist();
            write(living, "Hello World");
            assertThat(living.commit()).isInstanceOf(Commit.Stored.class);
        }
    }

    @Test
    void what_a_process_left_that_was_killed_right_after_it_stored_is_removed_by_one_that_stores_nothing()
            throws Exception {
        Path dead = Files.createDirectories(user.resolve(".slipway-1-deadbeef0000-00"));
        Files.createFile(dead.resolve("lock"));

        store.tidy();

        assertThat(dead).doesNotExist();
    }

    @Test
    void a_draft_of_another_machine_that_shares_the_store_is_left_alone_as_long_as_it_is_locked() throws Exception {
        Path elsewhere = Files.createDirectories(user.resolve(".slipway-1-deadbeef0000-00"));
        try (FileChannel held =
                FileChannel.open(elsewhere.resolve("lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            held.lock();
            store.tidy();
            assertThat(elsewhere).exists();
        }
        store.tidy();
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void a_draft_that_another_thread_is_about_to_lock_is_left_alone() throws Exception {
        loop.set(Instant.now());
        try (Draft ours = store.draft(HELLO, 1000)) {
            String owner = names().get(0).replaceFirst("[0-9a-f]+$", "");
            Path justBorn = Files.createDirectory(user.resolve(owner + "00"));
            add();
            assertThat(justBorn).exists();
            loop.advance(Duration.ofHours(1));
            add();
            assertThat(justBorn).doesNotExist();
            assertThat(ours.commit()).isInstanceOf(Commit.Mismatch.class);
        }
    }

    @Test
    void a_store_that_cannot_be_made_is_named() throws Exception {
        Files.createDirectories(temp.resolve("cache"));
        Files.writeString(user, "a file where the store should be");
        assertThatThrownBy(() -> store.draft(HELLO, 1000))
                .isInstanceOf(Unwritable.class)
                .hasMessage("'" + user + "' cannot be written: it is not a directory");
        Files.delete(user);
    }

    @Test
    void a_tree_with_a_newline_in_a_name_is_unfit_so_that_no_twin_has_its_digest() throws Exception {
        Path tree = Files.createDirectory(temp.resolve("twin"));
        Files.writeString(tree.resolve("a\nF x 0 0 b"), "");
        assertThatThrownBy(() -> store.manifest(tree, Algorithm.SHA256NEW))
                .hasMessage("'" + tree + "/a\\u{a}F x 0 0 b' has a newline in its name");
    }

    @Test
    void a_set_uid_bit_is_unfit() throws Exception {
        Path tree = Files.createDirectory(temp.resolve("suid"));
        Path file = Files.writeString(tree.resolve("f"), "");
        Files.setAttribute(file, "unix:mode", 0104755);
        assertThatThrownBy(() -> store.manifest(tree, Algorithm.SHA256NEW)).hasMessageContaining("set-id");
    }
}
