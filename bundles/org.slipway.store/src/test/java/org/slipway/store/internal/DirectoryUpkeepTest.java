package org.slipway.store.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.store.Draft.Commit;
import org.slipway.api.store.ManifestLines;
import org.slipway.api.store.Progress;
import org.slipway.api.store.Upkeep.Repair;
import org.slipway.api.store.Upkeep.Sharing;
import org.slipway.api.store.Verification;
import org.slipway.async.OwnedDirectory;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

class DirectoryUpkeepTest {
    @TempDir
    Path temp;

    private final ManualLoop loop = new ManualLoop();
    private final TestSettings settings = new TestSettings();
    private Path user;
    private Path other;
    private Path tree;
    private DirectoryUpkeep upkeep;
    private ManifestDigest digest;

    @BeforeEach
    void create() throws Exception {
        user = temp.resolve("cache/implementations");
        other = Files.createDirectories(temp.resolve("other/implementations"));
        Files.createDirectories(temp.resolve("config/injector"));
        upkeep = upkeep();
        tree = tree("tree", "one");
        digest = digest(tree);
    }

    private DirectoryUpkeep upkeep() {
        StoreDirectories directories = new StoreDirectories(new TestPlaces(temp));
        SecureAdd nobody = new SecureAdd(new TestHost(Map.of()), loop, event -> {});
        return new DirectoryUpkeep(new Drafts(directories, loop, settings, nobody), directories, loop);
    }

    /** From now on there is a further store, which comes before the user's. */
    private void shareTheOther() throws IOException {
        Files.writeString(temp.resolve("config/injector/implementation-dirs"), "# ours\n" + other + "\n");
    }

    @AfterEach
    void let_the_directory_be_deleted() throws IOException {
        for (String name : List.of("cache", "other")) OwnedDirectory.delete(temp.resolve(name));
    }

    private Path tree(String name, String text) throws IOException {
        Path top = Files.createDirectories(temp.resolve(name));
        Files.createDirectory(top.resolve("lib"));
        write(top.resolve("lib/common"), "the same in all");
        write(top.resolve("own"), text);
        Files.setPosixFilePermissions(top.resolve("own"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.createSymbolicLink(top.resolve("link"), Path.of("lib/common"));
        return top;
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(5, 500_000_000)));
    }

    private ManifestDigest digest(Path of) throws Exception {
        return upkeep.manifest(of, Algorithm.SHA256NEW, Progress.NONE, ManifestLines.NOWHERE);
    }

    private Path add(Path directory) throws Exception {
        return ((Commit.Stored) upkeep.add(directory, digest(directory), Progress.NONE)).path();
    }

    private static void change(Path file, String text) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file, text);
    }

    private Verification verify(Path entry) throws IOException {
        return upkeep.verify(entry, digest, Progress.NONE);
    }

    private List<String> differences(Path entry) throws IOException {
        return ((Verification.Damaged) verify(entry)).differences();
    }

    private void isIntact(Path entry) throws IOException {
        assertThat(verify(entry)).isInstanceOf(Verification.Intact.class);
    }

    private List<String> names(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(StoreLock.NAME))
                    .toList();
        }
    }

    @Test
    void a_directory_is_copied_into_the_store() throws Exception {
        Path entry = add(tree);
        assertThat(entry).isEqualTo(user.resolve(digest.directoryName()));
        isIntact(entry);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(entry.resolve("own"))))
                .isEqualTo("r-xr-xr-x");
        assertThat(names(user)).containsExactly(digest.directoryName());
    }

    @Test
    void a_directory_with_another_digest_is_not_stored_and_leaves_nothing() throws Exception {
        Path wrong = tree("wrong", "two");
        assertThat(upkeep.add(wrong, digest, Progress.NONE)).isInstanceOf(Commit.Mismatch.class);
        assertThat(names(user)).isEmpty();
    }

    @Test
    void a_name_with_a_newline_is_refused_although_the_manifest_would_be_the_same() throws Exception {
        Path twin = Files.createDirectory(temp.resolve("twin"));
        String hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        Path file = Files.writeString(twin.resolve("a\nF " + hash + " 5 0 b"), "");
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(5)));
        ManifestDigest honest =
                ManifestScan.digest("F " + hash + " 5 0 a\nF " + hash + " 5 0 b\n", Algorithm.SHA256NEW);
        assertThat(upkeep.add(twin, honest, Progress.NONE)).isInstanceOf(Commit.Unfit.class);
        assertThat(upkeep.compare(twin, honest, Progress.NONE)).isInstanceOf(Verification.Damaged.class);
        assertThat(names(user)).isEmpty();
    }

    @Test
    void work_that_is_stopped_leaves_nothing() throws Exception {
        Progress unwanted = bytes -> {
            throw new InterruptedIOException("stopped");
        };
        assertThatThrownBy(() -> upkeep.add(tree, digest, unwanted)).isInstanceOf(InterruptedIOException.class);
        assertThatThrownBy(() -> upkeep.manifest(tree, Algorithm.SHA1, unwanted, ManifestLines.NOWHERE))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(names(user)).isEmpty();
    }

    @Test
    void an_entry_is_copied_into_any_store() throws Exception {
        Path entry = add(tree);
        assertThat(upkeep.copy(entry, digest, other, Progress.NONE)).isInstanceOf(Commit.Stored.class);
        isIntact(other.resolve(digest.directoryName()));
    }

    @Test
    void a_tampered_entry_is_not_copied() throws Exception {
        Path entry = add(tree);
        change(entry.resolve("own"), "virus");
        Commit.Mismatch mismatch = (Commit.Mismatch) upkeep.copy(entry, digest, other, Progress.NONE);
        assertThat(mismatch.actual().digest()).isNotEqualTo(digest.directoryName());
        assertThat(names(other)).isEmpty();
    }

    @Test
    void every_path_that_differs_is_named() throws Exception {
        Path entry = add(tree);
        change(entry.resolve("lib/common"), "tampered");
        for (Path directory : List.of(entry, entry.resolve("lib")))
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.delete(entry.resolve("link"));
        Files.createFile(entry.resolve("lib/new"));
        assertThat(differences(entry)).containsExactly("missing: /link", "changed: /lib/common", "added: /lib/new");
    }

    @Test
    void of_very_many_paths_that_differ_the_first_are_named_and_the_others_counted() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 10_000; i < 12_500; i++) lines.append("F 1 1 1 ").append(i).append('\n');
        Path empty = Files.createDirectory(temp.resolve("empty"));
        Files.writeString(empty.resolve(".manifest"), lines);
        ManifestDigest wanted = ManifestScan.digest(lines.toString(), Algorithm.SHA256NEW);
        Verification.Damaged damaged = (Verification.Damaged) upkeep.compare(empty, wanted, Progress.NONE);
        assertThat(damaged.differences()).hasSize(1000).first().isEqualTo("missing: /10000");
        assertThat(damaged.more()).isEqualTo(1500);
    }

    @Test
    void an_entry_that_others_may_write_is_wrong() throws Exception {
        Path entry = add(tree);
        Files.setPosixFilePermissions(entry.resolve("own"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertThat(differences(entry)).containsExactly("writable for others: /", "writable for others: /own");
        assertThat(upkeep.repair(entry, digest, Progress.NONE)).isEqualTo(Repair.DONE);
        isIntact(entry);
    }

    @Test
    void an_entry_without_its_manifest_or_with_another_is_wrong_and_put_right_from_itself() throws Exception {
        Path entry = add(tree);
        change(entry.resolve(".manifest"), "F 0 0 0 x\n");
        assertThat(differences(entry)).containsExactly("changed: /.manifest");
        assertThat(upkeep.repair(entry, digest, Progress.NONE)).isEqualTo(Repair.DONE);
        isIntact(entry);
        Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.delete(entry.resolve(".manifest"));
        assertThat(differences(entry)).containsExactly("missing: /.manifest");
        assertThat(upkeep.repair(entry, digest, Progress.NONE)).isEqualTo(Repair.DONE);
        isIntact(entry);
    }

    @Test
    void a_manifest_that_is_a_link_is_none() throws Exception {
        Path entry = add(tree);
        Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(entry.resolve(".manifest"), temp.resolve("elsewhere"));
        Files.createSymbolicLink(entry.resolve(".manifest"), temp.resolve("elsewhere"));
        assertThat(verify(entry)).isInstanceOf(Verification.Damaged.class);
    }

    @Test
    void a_wrong_entry_is_put_right_from_another_store() throws Exception {
        Path entry = add(tree);
        upkeep.copy(entry, digest, other, Progress.NONE);
        change(entry.resolve("own"), "virus");
        assertThat(upkeep.repair(entry, digest, Progress.NONE)).isEqualTo(Repair.NO_SOURCE);
        shareTheOther();
        assertThat(upkeep.repair(entry, digest, Progress.NONE)).isEqualTo(Repair.DONE);
        isIntact(entry);
        assertThat(names(user)).containsExactly(digest.directoryName());
    }

    @Test
    void a_wrong_entry_is_not_put_right_from_one_that_is_as_wrong() throws Exception {
        Path entry = add(tree);
        upkeep.copy(entry, digest, other, Progress.NONE);
        change(entry.resolve("own"), "virus");
        change(other.resolve(digest.directoryName()).resolve("own"), "virus");
        shareTheOther();
        assertThat(upkeep.repair(entry, digest, Progress.NONE)).isEqualTo(Repair.NO_SOURCE);
        assertThat(entry.resolve("own")).hasContent("virus");
    }

    @Test
    void a_tree_that_is_no_entry_needs_no_manifest_but_none_that_is_wrong() throws Exception {
        assertThat(upkeep.compare(tree, digest, Progress.NONE)).isInstanceOf(Verification.Intact.class);
        Files.writeString(tree.resolve(".manifest"), "");
        assertThat(upkeep.compare(tree, digest, Progress.NONE)).isInstanceOf(Verification.Damaged.class);
    }

    @Test
    void where_a_tree_differs_from_an_entry_that_is_stored_is_told() throws Exception {
        add(tree);
        Files.writeString(tree.resolve("own"), "changed");
        Files.writeString(tree.resolve("new"), "new");
        Files.delete(tree.resolve("link"));
        Verification.Damaged damaged = (Verification.Damaged) upkeep.compare(tree, digest, Progress.NONE);
        assertThat(damaged.differences()).containsExactlyInAnyOrder("changed: /own", "added: /new", "missing: /link");
    }

    @Test
    void lines_of_the_list_of_stores_that_are_no_paths_are_passed_over() throws Exception {
        Files.write(
                temp.resolve("config/injector/implementation-dirs"),
                ("/caf\u00e9\n/a\0b\nrelative\n" + other + "\n").getBytes(ISO_8859_1));
        assertThat(new StoreDirectories(new TestPlaces(temp)).all())
                .endsWith(other)
                .hasSize(2);
    }

    /** It answers from where it was started, when it is asked to. */
    private static Process program(Path in) throws IOException {
        return new ProcessBuilder("sh", "-c", "read question; cat own")
                .directory(in.toFile())
                .start();
    }

    private static String answer(Process program) throws Exception {
        program.getOutputStream().close();
        String answer = new String(program.getInputStream().readAllBytes(), UTF_8);
        program.waitFor();
        return answer;
    }

    @Test
    void a_program_goes_on_in_the_wrong_tree_that_is_replaced_and_the_next_run_after_its_end_removes_that()
            throws Exception {
        Path entry = add(tree);
        change(entry.resolve("own"), "changed");
        Process program = program(entry);
        add(tree);
        isIntact(entry);
        loop.set(Instant.now().plus(Duration.ofDays(1)));
        add(tree);
        assertThat(names(user)).hasSize(2);
        assertThat(answer(program)).isEqualTo("changed");
        add(tree);
        assertThat(names(user)).containsExactly(digest.directoryName());
    }

    @Test
    void a_program_goes_on_in_an_entry_that_is_removed() throws Exception {
        Path entry = add(tree);
        Process program = program(entry);
        upkeep.remove(entry);
        assertThat(entry).doesNotExist();
        assertThat(answer(program)).isEqualTo("one");
        loop.set(Instant.now().plus(Duration.ofDays(1)));
        upkeep.share(user, Progress.NONE);
        assertThat(names(user)).isEmpty();
    }

    @Test
    void an_entry_is_removed_although_it_is_read_only() throws Exception {
        upkeep.remove(add(tree));
        assertThat(names(user)).isEmpty();
    }

    @Test
    void a_link_that_has_an_entrys_name_is_removed_and_not_what_it_leads_to() throws Exception {
        Files.createDirectories(user);
        upkeep.remove(Files.createSymbolicLink(user.resolve(digest.directoryName()), tree));
        assertThat(names(user)).isEmpty();
        assertThat(tree.resolve("own")).exists();
    }

    @Test
    void what_two_implementations_have_in_common_is_kept_once() throws Exception {
        Path one = add(tree);
        Path two = add(tree("second", "two"));
        Sharing sharing = upkeep.share(user, Progress.NONE);
        assertThat(sharing.freed()).isEqualTo("the same in all".length());
        assertThat(sharing.files()).isEqualTo("the same in all".length() + 6 + 2 * "lib/common".length());
        assertThat(sharing.shared()).isZero();
        assertThat(Files.isSameFile(one.resolve("lib/common"), two.resolve("lib/common")))
                .isTrue();
        isIntact(one);
        assertThat(upkeep.verify(two, digest(two), Progress.NONE)).isInstanceOf(Verification.Intact.class);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(two.resolve("lib"))))
                .isEqualTo("r-xr-xr-x");
        assertThat(upkeep.share(user, Progress.NONE).shared()).isEqualTo("the same in all".length());
        assertThat(names(user)).hasSize(2);
    }

    private boolean isOne(Path one, Path two) throws IOException {
        return Files.isSameFile(one.resolve("lib/common"), two.resolve("lib/common"));
    }

    @Test
    void what_a_new_implementation_has_in_common_with_others_is_kept_once_where_that_is_wanted() throws Exception {
        Path one = add(tree);
        Path two = add(tree("second", "two"));
        assertThat(isOne(one, two)).isFalse();
        settings.optimise = Consent.YES;
        Path three = add(tree("third", "three"));
        assertThat(isOne(one, three) || isOne(two, three)).isTrue();
        for (Path entry : List.of(one, two, three))
            assertThat(upkeep.verify(
                            entry,
                            ManifestDigest.of(entry.getFileName().toString()).orElseThrow(),
                            Progress.NONE))
                    .isInstanceOf(Verification.Intact.class);
    }

    @Test
    void what_is_copied_to_where_no_store_is_has_its_files_alone() throws Exception {
        settings.optimise = Consent.YES;
        Path one = add(tree);
        Path two = add(tree("second", "two"));
        assertThat(isOne(one, two)).isTrue();
        Path elsewhere = Files.createDirectory(temp.resolve("versions"));

        for (Path entry : List.of(one, two))
            upkeep.copy(
                    entry, ManifestDigest.of(entry.getFileName().toString()).orElseThrow(), elsewhere, Progress.NONE);

        assertThat(isOne(elsewhere.resolve(one.getFileName()), elsewhere.resolve(two.getFileName())))
                .isFalse();
    }

    @Test
    void a_new_implementation_gets_nothing_of_what_somebody_has_changed() throws Exception {
        settings.optimise = Consent.YES;
        Path one = add(tree);
        change(one.resolve("lib/common"), "the same in ALL");
        Files.setLastModifiedTime(one.resolve("lib/common"), FileTime.from(Instant.ofEpochSecond(5)));
        Path two = add(tree("second", "two"));
        assertThat(isOne(one, two)).isFalse();
        assertThat(two.resolve("lib/common")).hasContent("the same in all");
    }

    @Test
    void a_file_that_somebody_has_changed_does_not_spread() throws Exception {
        Path one = add(tree);
        Path two = add(tree("second", "two"));
        for (Path entry : List.of(one, two)) {
            change(entry.resolve("lib/common"), "the same in ALL");
            Files.setLastModifiedTime(entry.resolve("lib/common"), FileTime.from(Instant.ofEpochSecond(5)));
            assertThat(upkeep.share(user, Progress.NONE).freed()).isZero();
            change(entry.resolve("lib/common"), "the same in all");
            assertThat(upkeep.share(user, Progress.NONE).freed()).isZero();
            Files.setLastModifiedTime(entry.resolve("lib/common"), FileTime.from(Instant.ofEpochSecond(5)));
            Files.setPosixFilePermissions(entry.resolve("lib/common"), PosixFilePermissions.fromString("rw-rw-rw-"));
            assertThat(upkeep.share(user, Progress.NONE).freed()).isZero();
            Files.setPosixFilePermissions(entry.resolve("lib/common"), PosixFilePermissions.fromString("r--r--r--"));
        }
        assertThat(upkeep.share(user, Progress.NONE).freed()).isPositive();
    }

    @Test
    void a_manifest_that_leads_out_of_its_entry_shares_nothing() throws Exception {
        add(tree);
        Path victim = Files.createDirectory(temp.resolve("victim"));
        write(victim.resolve("common"), "the same in all");
        Files.setPosixFilePermissions(victim.resolve("common"), PosixFilePermissions.fromString("r--r--r--"));
        String hash = "F "
                + HexFormat.of().formatHex(Hashes.digest(Algorithm.SHA256NEW).digest("the same in all".getBytes(UTF_8)))
                + " 5 15 common\n";
        for (String way : List.of("D /../../../victim\n" + hash, "D /way\n" + hash)) {
            Path entry =
                    user.resolve(ManifestScan.digest(way, Algorithm.SHA256NEW).directoryName());
            Files.createDirectory(entry);
            Files.createSymbolicLink(entry.resolve("way"), victim);
            Files.writeString(entry.resolve(".manifest"), way);
            assertThat(upkeep.share(user, Progress.NONE).freed()).isZero();
        }
    }

    @Test
    void our_own_files_are_not_among_the_contents() throws Exception {
        Path entry = add(tree);
        Files.createDirectory(user.resolve("alien"));
        assertThat(upkeep.contents(user)).containsExactly(user.resolve("alien"), entry);
        assertThat(upkeep.size(entry)).isEqualTo(15 + 3 + 10);
    }
}
