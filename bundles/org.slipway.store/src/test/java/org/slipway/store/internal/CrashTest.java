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
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slipway.api.archive.TreeBuilder.Mode;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Draft.Commit;
import org.slipway.api.store.Progress;
import org.slipway.api.store.Unwritable;
import org.slipway.api.store.Verification;
import org.slipway.async.OwnedDirectory;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

/**
 * The process ends after each single operation on the file system, and then also everything is lost that was not forced to
 * the disk: whatever is in the store verifies, the next run succeeds, and nothing is left over.
 */
class CrashTest {
    /** One of three, and all of them where there is more time. */
    private static final int STEP = Integer.getInteger("slipway.effort", 1) > 1 ? 1 : 3;

    @TempDir
    Path temp;

    private final TestSettings settings = new TestSettings();
    private Path base;
    private Path tree;
    private Path second;
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
        second = tree("second", "two");
        digest = digest(tree);
    }

    @AfterEach
    void let_the_directories_be_deleted() throws IOException {
        if (base != null) OwnedDirectory.delete(base);
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

    private DirectoryUpkeep upkeep(Path base, Duration later) {
        ManualLoop loop = new ManualLoop();
        loop.set(Instant.now().plus(later));
        StoreDirectories directories = new StoreDirectories(new TestPlaces(base));
        SecureAdd nobody = new SecureAdd(new TestHost(Map.of()), loop, event -> {});
        return new DirectoryUpkeep(new Drafts(directories, loop, settings, nobody), directories, loop);
    }

    private static Path store(Path base) {
        return base.resolve("cache/implementations");
    }

    /** A store in which {@code before} has been done. */
    private void begin(Work before) throws Exception {
        if (base != null) OwnedDirectory.delete(base);
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

    /** Once for each operation that the work has, until it comes to its end. */
    private void crashEverywhere(After after, Work before, Work work, List<ManifestDigest> wrongBefore)
            throws Exception {
        for (long lives = 0; ; lives++) {
            begin(before);
            boolean died = dies(work, lives, after);
            for (Path entry : entries()) {
                if (wrongBefore.contains(name(entry))) continue;
                Verification verification = Entries.verify(entry, name(entry), Progress.NONE);
                if (verification instanceof Verification.Damaged damaged)
                    fail("After " + lives + " operations " + damaged.differences());
            }
            work.run(upkeep(base, Duration.ofDays(1)), store(base));
            allIsRight(lives);
            if (!died) {
                assertThat(lives).isGreaterThan(5);
                return;
            }
        }
    }

    private void allIsRight(long lives) throws IOException {
        for (Path entry : entries())
            assertThat(Entries.isRight(entry, name(entry)))
                    .as("after %d operations", lives)
                    .isTrue();
        assertThat(leftovers()).as("after %d operations", lives).isEmpty();
    }

    private static ManifestDigest name(Path entry) {
        return ManifestDigest.of(entry.getFileName().toString()).orElseThrow();
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

    private void addWrong(DirectoryUpkeep upkeep, Path store) throws Exception {
        add(upkeep, store);
        Path file = store.resolve(digest.directoryName()).resolve("own");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file, "virus");
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void while_a_wrong_entry_is_replaced(After after) throws Exception {
        crashEverywhere(after, this::addWrong, this::add, List.of(digest));
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void while_a_link_that_has_the_entrys_name_is_replaced(After after) throws Exception {
        Work before = (upkeep, store) -> Files.createSymbolicLink(store.resolve(digest.directoryName()), tree);
        crashEverywhere(after, before, this::add, List.of(digest));
        assertThat(Files.isDirectory(store(base).resolve(digest.directoryName()), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    private static void unpack(DirectoryUpkeep upkeep, Path store) throws Exception {
        ManifestDigest hello = ManifestScan.digest(
                "F 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824 3 5 hello\n", Algorithm.SHA256NEW);
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
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void while_an_archive_is_unpacked(After after) throws Exception {
        crashEverywhere(after, CrashTest::nothing, CrashTest::unpack, List.of());
    }

    private void remove(DirectoryUpkeep upkeep, Path store) throws Exception {
        Path entry = store.resolve(digest.directoryName());
        if (Files.exists(entry)) upkeep.remove(entry);
        else upkeep.share(store, Progress.NONE);
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void while_an_entry_is_removed(After after) throws Exception {
        crashEverywhere(after, this::add, this::remove, List.of());
    }

    private void addTwo(DirectoryUpkeep upkeep, Path store) throws Exception {
        add(upkeep, store);
        addSecond(upkeep, store);
    }

    private void addSecond(DirectoryUpkeep upkeep, Path store) throws Exception {
        assertThat(upkeep.add(second, digest(second), Progress.NONE)).isInstanceOf(Commit.Stored.class);
    }

    private static void share(DirectoryUpkeep upkeep, Path store) throws Exception {
        upkeep.share(store, Progress.NONE);
    }

    private void theCommonFileIsThereOnce() throws Exception {
        assertThat(Files.isSameFile(
                        store(base).resolve(digest.directoryName()).resolve("lib/common"),
                        store(base).resolve(digest(second).directoryName()).resolve("lib/common")))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void while_files_are_shared(After after) throws Exception {
        crashEverywhere(after, this::addTwo, CrashTest::share, List.of());
        theCommonFileIsThereOnce();
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void while_a_tree_is_added_that_shares_files_with_what_is_there(After after) throws Exception {
        settings.optimise = Consent.YES;
        crashEverywhere(after, this::add, this::addSecond, List.of());
        theCommonFileIsThereOnce();
    }

    @Test
    void what_is_where_in_a_tree_is_on_the_disk_before_the_tree_has_its_name() throws Exception {
        settings.optimise = Consent.YES;
        begin(this::add);
        MortalDisk disk = new MortalDisk(Long.MAX_VALUE);
        addSecond(upkeep(disk.path(base), Duration.ZERO), disk.path(store(base)));

        theCommonFileIsThereOnce();
        assertThat(disk.unforcedDirectories(store(base).resolve(digest(second).directoryName())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = MortalDisk.End.class,
            names = {"FULL", "READ_ONLY"})
    void a_disk_that_takes_no_more_is_complained_about_and_nothing_half_is_there(MortalDisk.End end) throws Exception {
        endEverywhere(end, 1, CrashTest::nothing, this::add, List.of());
        endEverywhere(end, STEP, this::addWrong, this::add, List.of(digest));
        endEverywhere(end, STEP, CrashTest::nothing, CrashTest::unpack, List.of());
        endEverywhere(end, STEP, this::add, this::remove, List.of());
        endEverywhere(end, STEP, this::addTwo, CrashTest::share, List.of());
        settings.optimise = Consent.YES;
        endEverywhere(end, STEP, this::add, this::addSecond, List.of());
    }

    private void endEverywhere(MortalDisk.End end, int step, Work before, Work work, List<ManifestDigest> wrongBefore)
            throws Exception {
        for (long lives = 0; ; lives += step) {
            begin(before);
            MortalDisk disk = new MortalDisk(lives, end);
            try {
                work.run(upkeep(disk.path(base), Duration.ZERO), disk.path(store(base)));
            } catch (IOException refused) {
                assertThat(refused).isInstanceOf(Unwritable.class).hasMessageStartingWith("'");
                assertThat(refused.getMessage()).contains(end == MortalDisk.End.FULL ? "No space" : "Read-only");
            }
            for (Path entry : entries())
                if (!wrongBefore.contains(name(entry)))
                    assertThat(Entries.isRight(entry, name(entry)))
                            .as("after %d operations", lives)
                            .isTrue();
            if (end == MortalDisk.End.FULL) assertThat(leftovers()).isEmpty();
            work.run(upkeep(base, Duration.ofDays(1)), store(base));
            allIsRight(lives);
            if (disk.operations() < lives) return;
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
