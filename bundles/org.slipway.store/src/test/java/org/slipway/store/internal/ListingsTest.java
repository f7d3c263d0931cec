package org.slipway.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.archive.TreeBuilder.Mode;
import org.slipway.api.store.Progress;
import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest.Algorithm;

class ListingsTest {
    private static final int TREES = 40;
    private static final int CHANGES = 60;
    private static final List<String> NAMES = List.of("a", "b", "c", ".manifest", "\u00fc \ud83d\ude00");

    @TempDir
    Path temp;

    private Path root;
    private WrittenHashes hashes;
    private DraftTree tree;

    @BeforeEach
    void grow() throws IOException {
        growAt("tree", Algorithm.SHA256NEW);
    }

    private void growAt(String name, Algorithm algorithm) throws IOException {
        root = Files.createDirectory(temp.resolve(name));
        hashes = new WrittenHashes(algorithm);
        tree = tree(new Listings(root, hashes));
    }

    private DraftTree tree(Listings listings) {
        return new DraftTree(
                root, new Limits(1_000_000), Spellings.allDifferent(), hashes, listings, DraftTree.Follower.NONE);
    }

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private void file(String path) throws Exception {
        tree.file(path, 0, Mode.PLAIN, content(path));
    }

    private List<String> lines(Listings listings) throws UnfitTree, IOException {
        StringBuilder text = new StringBuilder();
        ManifestScan.scan(root, hashes, listings::of, Progress.NONE, text::append, entry -> {});
        return text.toString().lines().toList();
    }

    /** All that a scan comes to. */
    private List<Object> scan(Listings listings) throws UnfitTree, IOException {
        List<Object> all = new ArrayList<>();
        ManifestScan.Scan scan =
                ManifestScan.scan(root, hashes, listings::of, Progress.NONE, line -> {}, new ManifestScan.Visitor() {
                    @Override
                    public void directory(Path directory) {
                        all.add(directory);
                    }

                    @Override
                    public void unprotected(ManifestScan.Unprotected entry) {
                        all.add(entry);
                    }
                });
        all.sort(Comparator.comparing(Object::toString));
        all.add(scan.digest());
        return all;
    }

    private static Listings none() {
        return Listings.none();
    }

    @Test
    void a_directory_is_described_once_the_tree_grows_elsewhere() throws Exception {
        file("a/1");
        file("a/2");
        assertThat(tree.listings().of(root.resolve("a"))).isEmpty();

        file("b/1");

        assertThat(tree.listings().of(root.resolve("a")).orElseThrow().lines())
                .contains(" 0 3 1\n")
                .endsWith(" 0 3 2");
        assertThat(lines(tree.listings())).isEqualTo(lines(none())).hasSize(5);
    }

    @Test
    void a_directory_is_left_when_nothing_below_it_grows_any_more() throws Exception {
        file("a/1");
        file("a/b/1");
        file("a/c/1");
        assertThat(tree.listings().of(root.resolve("a"))).isEmpty();

        file("d/1");

        assertThat(tree.listings().of(root.resolve("a")).orElseThrow().directories())
                .containsExactly("b", "c");
    }

    @Test
    void what_has_changed_since_is_described_again_in_the_end() throws Exception {
        file("a/1");
        file("b/1");
        file("a/2");
        file("b/2");
        file("c");

        assertThat(tree.listings().of(root.resolve("a"))).as("but once early").isEmpty();
        assertThat(lines(tree.listings())).isEqualTo(lines(none())).hasSize(7);
    }

    @Test
    void what_is_moved_or_removed_is_not_believed_to_be_where_it_was() throws Exception {
        file("a/1");
        file("b/1");
        file("c/1");
        tree.rename("a", "d");
        tree.remove("b/1");

        assertThat(lines(tree.listings())).isEqualTo(lines(none())).hasSize(5);
    }

    @Test
    void a_manifest_further_down_is_a_file_like_others() throws Exception {
        file("a/.manifest");
        file("b/1");

        assertThat(lines(tree.listings())).isEqualTo(lines(none())).hasSize(4);
    }

    @Test
    void no_more_is_kept_than_there_is_memory_for() throws Exception {
        tree = tree(new Listings(root, hashes, 500));
        for (int i = 0; i < 7; i++) file("a/" + i);
        file("b/1");
        for (String name : List.of("1", "2", "3", "4")) file("c/" + name + "/1");
        file("d/1");
        file("e/1");

        assertThat(tree.listings().of(root.resolve("a"))).isEmpty();
        assertThat(tree.listings().of(root.resolve("b"))).isPresent();
        assertThat(tree.listings().of(root.resolve("c")))
                .as("names of directories need memory, too")
                .isEmpty();
        assertThat(tree.listings().of(root.resolve("d"))).isPresent();
        assertThat(lines(tree.listings())).isEqualTo(lines(none()));
    }

    @Test
    void files_that_were_not_written_here_are_left_to_the_end() throws Exception {
        file("a/1");
        Files.writeString(root.resolve("a/2"), "by somebody else");
        file("b/1");

        assertThat(tree.listings().of(root.resolve("a"))).isEmpty();
        assertThat(lines(tree.listings())).hasSize(5);
    }

    @Test
    void what_somebody_else_takes_away_or_brings_is_noticed() throws Exception {
        file("a/1");
        file("b/1");
        file("c/1");
        file("d/1");
        for (String directory : List.of("a", "b", "c"))
            awaitLaterThan(
                    tree.listings().of(root.resolve(directory)).orElseThrow().changed());
        Files.delete(root.resolve("a/1"));
        Files.writeString(root.resolve("b/2"), "by somebody else");

        tree.finish();

        assertThat(tree.listings().of(root.resolve("c"))).isPresent();
        assertThat(lines(tree.listings())).isEqualTo(lines(none())).hasSize(8);
    }

    /** What a file system says is as exact as the clock of the kernel, which ticks. */
    private void awaitLaterThan(FileTime time) throws IOException {
        Path probe = temp.resolve("probe");
        do {
            Files.deleteIfExists(probe);
            Files.createDirectory(probe);
        } while (ManifestScan.changed(probe).compareTo(time) <= 0);
    }

    @Test
    void attack_a_directory_that_has_got_special_bits_since_is_refused() throws Exception {
        file("a/b/1");
        file("a/c/1");
        file("d/1");
        assertThat(tree.listings().of(root.resolve("a"))).isPresent();
        new ProcessBuilder("chmod", "g+s", root.resolve("a/b").toString())
                .start()
                .waitFor();

        assertThatThrownBy(() -> lines(tree.listings()))
                .isInstanceOf(UnfitTree.class)
                .hasMessageContaining("set-id");
    }

    @Test
    void directories_are_protected_in_the_end_also_where_they_were_described_early() throws Exception {
        file("a/b/1");
        file("a/c/1");
        file("d/1");
        List<Path> unprotected = new ArrayList<>();

        ManifestScan.scan(
                root, hashes, tree.listings()::of, Progress.NONE, line -> {}, entry -> unprotected.add(entry.path()));

        assertThat(unprotected)
                .containsExactlyInAnyOrder(
                        root, root.resolve("a"), root.resolve("a/b"), root.resolve("a/c"), root.resolve("d"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("a/b/1"))))
                .isEqualTo("r--r--r--");
    }

    /** Any tree, however it has grown, has the digest that somebody finds who sees it for the first time. */
    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void trees_have_the_same_digest_with_and_without(Algorithm algorithm) throws Exception {
        Random random = new Random(algorithm.ordinal());
        for (int number = 0; number < TREES; number++) {
            growAt("any" + number + algorithm, algorithm);
            for (int change = 0; change < CHANGES; change++) change(random);

            assertThat(scan(tree.listings())).isEqualTo(scan(none()));
        }
    }

    private void change(Random random) throws IOException {
        String path = path(random);
        try {
            TreeBuilder tree = random.nextInt(4) == 0 ? this.tree.within(path(random)) : this.tree;
            switch (random.nextInt(9)) {
                case 0 -> tree.symlink(path, path(random));
                case 1 -> tree.hardLink(path, path(random));
                case 2 -> tree.directory(path, random.nextInt(100));
                case 3 -> tree.remove(path);
                case 4 -> tree.rename(path, path(random));
                case 5 ->
                    tree.file(path, 0, mode(random), new ByteArrayInputStream(new byte[0]) {
                        @Override
                        public int read(byte[] into, int from, int most) {
                            throw new UncheckedIOException(new IOException("it broke off"));
                        }
                    });
                default -> tree.file(path, random.nextInt(100), mode(random), content(path + random.nextInt(4)));
            }
        } catch (BadArchive | UncheckedIOException inTheWay) {
            return;
        }
    }

    private static Mode mode(Random random) {
        return random.nextBoolean() ? Mode.PLAIN : Mode.EXECUTABLE;
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder();
        for (int depth = random.nextInt(3); depth >= 0; depth--)
            path.append(NAMES.get(random.nextInt(NAMES.size()))).append(depth > 0 ? "/" : "");
        return path.toString();
    }
}
