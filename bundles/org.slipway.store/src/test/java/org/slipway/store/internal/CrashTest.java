package org.slipway.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slipway.api.archive.TreeBuilder.Mode;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Draft.Commit;
import org.slipway.api.store.Progress;
import org.slipway.api.store.Unwritable;
import org.slipway.api.store.Verification;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;

/**
 * The process ends after each single operation on the file system, and then also everything is lost that was not forced to
 * the disk: whatever is in the store verifies, the next run succeeds, and nothing is left over.
 */
class CrashTest {
    @TempDir
    Path temp;

    private Path base;
    private Path tree;
    private ManifestDigest digest;

    private enum After {
        /** The kernel goes on. */
        KILL,
        POWER_CUT
    }

    private interface Work {
        void run(DirectoryUpkeep upkeep, Path store) throws Exception;
    }

    @BeforeEach
    void create() throws Exception {
        tree = tree("tree", "one");
        digest = digest(tree);
    }

    @AfterEach
    void let_the_directories_be_deleted() throws IOException {
        if (base != null) Trees.delete(base);
    }

    private Path tree(String name, String text) throws IOException {
        Path top = Files.createDirectory(temp.resolve(name));
        Files.createDirectory(top.resolve("lib"));
        Files.writeString(top.resolve("lib/common"), "the same in all");
        Files.writeString(top.resolve("own"), text);
        Files.createSymbolicLink(top.resolve("link"), Path.of("own"));
        for (String file : List.of("lib/common", "own"))
            Files.setLastModifiedTime(top.resolve(file), FileTime.from(Instant.ofEpochSecond(5)));
        return top;
    }

    private static ManifestDigest digest(Path tree) throws Exception {
        return ManifestScan.scan(tree, Algorithm.SHA256NEW, Progress.NONE).digest();
    }

    private static DirectoryUpkeep upkeep(Path base, Duration later) {
        ManualLoop loop = new ManualLoop();
        loop.set(Instant.now().plus(later));
        StoreDirectories directories = new StoreDirectories(new TestPlaces(base));
        return new DirectoryUpkeep(new Drafts(directories, loop), directories, loop);
    }

    private static Path store(Path base) {
        return base.resolve("cache/implementations");
    }

    /** A store in which {@code before} has been done. */
    private void begin(Work before) throws Exception {
        if (base != null) Trees.delete(base);
        base = Files.createDirectory(temp.resolve("base"));
        Files.createDirectories(store(base));
        before.run(upkeep(base, Duration.ZERO), store(base));
    }

    /** @return whether it has ended before its end */
    private boolean dies(Work work, long lives, After after) throws Exception {
        MortalDisk disk = new MortalDisk(lives);
        try {
            work.run(upkeep(disk.path(base), Duration.ZERO), disk.path(store(base)));
            return false;
        } catch (PowerCut dead) {
            if (after == After.POWER_CUT) disk.losePower(base);
            return true;
        }
    }

    private void crashEverywhere(After after, Work before, Work work, List<ManifestDigest> wrongBefore)
            throws Exception {
        for (long lives = 0; ; lives++) {
            begin(before);
            boolean died = dies(work, lives, after);
            for (Path entry : entries()) {
                ManifestDigest name =
                        ManifestDigest.of(entry.getFileName().toString()).orElseThrow();
                if (wrongBefore.contains(name)) continue;
                Verification verification = Entries.verify(entry, name, Progress.NONE);
                if (verification instanceof Verification.Damaged damaged)
                    fail("After " + lives + " operations " + damaged.differences());
            }
            work.run(upkeep(base, Duration.ofDays(1)), store(base));
            for (Path entry : entries())
                assertThat(Entries.isRight(
                                entry,
                                ManifestDigest.of(entry.getFileName().toString())
                                        .orElseThrow()))
                        .as("after %d operations", lives)
                        .isTrue();
            assertThat(leftovers()).as("after %d operations", lives).isEmpty();
            if (!died) {
                assertThat(lives).isGreaterThan(5);
                return;
            }
        }
    }

    private List<Path> names() throws IOException {
        try (Stream<Path> all = Files.list(store(base))) {
            return all.toList();
        }
    }

    private List<Path> entries() throws IOException {
        return names().stream()
                .filter(path -> ManifestDigest.of(path.getFileName().toString()).isPresent())
                .toList();
    }

    private List<Path> leftovers() throws IOException {
        return names().stream()
                .filter(path -> ManifestDigest.of(path.getFileName().toString()).isEmpty())
                .filter(path -> !path.endsWith(StoreLock.NAME))
                .toList();
    }

    private static void nothing(DirectoryUpkeep upkeep, Path store) {}

    private void add(DirectoryUpkeep upkeep, Path store) throws Exception {
        assertThat(upkeep.add(tree, digest, Progress.NONE)).isInstanceOf(Commit.Stored.class);
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void while_a_tree_is_added(After after) throws Exception {
        crashEverywhere(after, CrashTest::nothing, this::add, List.of());
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void while_a_wrong_entry_is_replaced(After after) throws Exception {
        Work before = (upkeep, store) -> {
            add(upkeep, store);
            Path file = store.resolve(digest.directoryName()).resolve("own");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            Files.writeString(file, "virus");
        };
        crashEverywhere(after, before, this::add, List.of(digest));
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void while_a_link_that_has_the_entrys_name_is_replaced(After after) throws Exception {
        Work before = (upkeep, store) -> Files.createSymbolicLink(store.resolve(digest.directoryName()), tree);
        crashEverywhere(after, before, this::add, List.of(digest));
        assertThat(Files.isDirectory(store(base).resolve(digest.directoryName()), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void while_an_archive_is_unpacked(After after) throws Exception {
        ManifestDigest hello = ManifestScan.digest(
                "F 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824 3 5 hello\n", Algorithm.SHA256NEW);
        Work unpack = (upkeep, store) -> {
            ManualLoop loop = new ManualLoop();
            loop.set(Instant.now().plus(Duration.ofDays(1)));
            Path base = store.getParent().getParent();
            DirectoryStore stores = DirectoryStore.of(new StoreDirectories(new TestPlaces(base)), loop);
            try (Draft draft = stores.draft(hello, 1000)) {
                draft.tree().directory("over", 1);
                draft.tree().file("over/hello", 3, Mode.PLAIN, new ByteArrayInputStream("hello".getBytes(UTF_8)));
                draft.tree().rename("over/hello", "hello");
                draft.tree().remove("over");
                assertThat(draft.commit()).isInstanceOf(Commit.Stored.class);
            }
        };
        crashEverywhere(after, CrashTest::nothing, unpack, List.of());
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void while_an_entry_is_removed(After after) throws Exception {
        Work remove = (upkeep, store) -> {
            Path entry = store.resolve(digest.directoryName());
            if (Files.exists(entry)) upkeep.remove(entry);
            else upkeep.share(store, Progress.NONE);
        };
        crashEverywhere(after, this::add, remove, List.of());
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void while_files_are_shared(After after) throws Exception {
        Path second = tree("second", "two");
        ManifestDigest other = digest(second);
        Work before = (upkeep, store) -> {
            add(upkeep, store);
            upkeep.add(second, other, Progress.NONE);
        };
        crashEverywhere(after, before, (upkeep, store) -> upkeep.share(store, Progress.NONE), List.of());
        assertThat(Files.isSameFile(
                        store(base).resolve(digest.directoryName()).resolve("lib/common"),
                        store(base).resolve(other.directoryName()).resolve("lib/common")))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = MortalDisk.End.class,
            names = {"FULL", "READ_ONLY"})
    void a_disk_that_takes_no_more_is_complained_about_and_nothing_half_is_there(MortalDisk.End end) throws Exception {
        for (long lives = 0; ; lives++) {
            begin(CrashTest::nothing);
            MortalDisk disk = new MortalDisk(lives, end);
            boolean stored;
            try {
                stored = upkeep(disk.path(base), Duration.ZERO).add(tree, digest, Progress.NONE)
                        instanceof Commit.Stored;
                assertThat(stored).isTrue();
            } catch (IOException refused) {
                stored = false;
                assertThat(refused).isInstanceOf(Unwritable.class).hasMessageStartingWith("'");
                assertThat(refused.getMessage()).contains(end == MortalDisk.End.FULL ? "No space" : "Read-only");
            }
            for (Path entry : entries())
                assertThat(Entries.isRight(entry, digest)).isTrue();
            assertThat(entries()).hasSizeLessThanOrEqualTo(1);
            if (end == MortalDisk.End.FULL) assertThat(leftovers()).isEmpty();
            add(upkeep(base, Duration.ofDays(1)), store(base));
            assertThat(leftovers()).isEmpty();
            if (stored) return;
        }
    }

    /** Else the tests above would be green whatever the store does. */
    @Test
    void without_forcing_a_power_cut_would_be_noticed() throws Exception {
        begin(CrashTest::nothing);
        MortalDisk disk = new MortalDisk(1000);
        Path file = disk.path(base).resolve("file");
        Files.writeString(file, "never forced");
        Path forced = Files.writeString(disk.path(base).resolve("forced"), "forced");
        Disk.force(forced);
        disk.losePower(base);
        assertThat(base.resolve("file")).isEmptyFile();
        assertThat(base.resolve("forced")).hasContent("forced");
        assertThat(disk.operations()).isPositive();
    }
}
