package org.slipway.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.archive.TreeBuilder.Mode;
import org.slipway.api.store.Progress;
import org.slipway.model.ManifestDigest.Algorithm;

/** What has been written is not read once more to know what it hashes to. */
class WrittenHashesTest {

    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void create() throws IOException {
        root = Files.createDirectory(temp.resolve("tree"));
    }

    private DraftTree tree(WrittenHashes hashes) {
        return new DraftTree(
                root, new Limits(1 << 20), Spellings.allDifferent(), hashes, Listings.none(), DraftTree.Follower.NONE);
    }

    private static void file(DraftTree tree, String path, String text) throws Exception {
        tree.file(path, 1, Mode.PLAIN, new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    /** As it was written is what it hashes to, whatever stands there now. */
    private String scanAfterChanging(String path, WrittenHashes hashes) throws Exception {
        Files.writeString(root.resolve(path), "changed!");
        Files.setLastModifiedTime(root.resolve(path), FileTime.fromMillis(1000));
        return ManifestScan.manifest(root, hashes, Progress.NONE).text();
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Hashes.digest(Algorithm.SHA256NEW).digest(text.getBytes(UTF_8)));
    }

    @Test
    void a_file_that_was_written_is_not_read() throws Exception {
        WrittenHashes hashes = new WrittenHashes(Algorithm.SHA256NEW);
        file(tree(hashes), "f", "original");
        assertThat(scanAfterChanging("f", hashes)).isEqualTo("F " + hash("original") + " 1 8 f\n");
    }

    @Test
    void a_file_that_was_moved_or_linked_is_not_read_either() throws Exception {
        WrittenHashes hashes = new WrittenHashes(Algorithm.SHA256NEW);
        DraftTree tree = tree(hashes);
        file(tree, "a", "original");
        tree.rename("a", "b");
        tree.hardLink("c", "b");
        assertThat(scanAfterChanging("b", hashes))
                .isEqualTo("F " + hash("original") + " 1 8 b\nF " + hash("original") + " 1 8 c\n");
    }

    @Test
    void a_file_that_takes_anothers_place_has_its_own_hash() throws Exception {
        WrittenHashes hashes = new WrittenHashes(Algorithm.SHA256NEW);
        DraftTree tree = tree(hashes);
        for (int i = 0; i < 10; i++) file(tree, "f", "number " + i);
        assertThat(ManifestScan.manifest(root, hashes, Progress.NONE))
                .isEqualTo(ManifestScan.manifest(root, Algorithm.SHA256NEW, Progress.NONE));
    }

    @Test
    void more_files_than_the_memory_has_room_for_are_read() throws Exception {
        WrittenHashes few = new WrittenHashes(Algorithm.SHA256NEW, 0);
        DraftTree tree = tree(few);
        for (int i = 0; i < 300; i++) file(tree, "f" + i, "number " + i);
        assertThat(ManifestScan.manifest(root, few, Progress.NONE))
                .isEqualTo(ManifestScan.manifest(root, Algorithm.SHA256NEW, Progress.NONE));
        file(tree, "late", "original");
        assertThat(scanAfterChanging("late", few)).contains("F " + hash("changed!") + " 1 8 late\n");
    }

    @Test
    void many_files_are_all_known() throws Exception {
        WrittenHashes hashes = new WrittenHashes(Algorithm.SHA1NEW);
        DraftTree tree = tree(hashes);
        for (int i = 0; i < 1000; i++) file(tree, "f" + i, "number " + i);
        for (int i = 0; i < 1000; i++)
            assertThat(hashes.find((Long) Files.getAttribute(root.resolve("f" + i), "unix:ino")))
                    .contains(HexFormat.of()
                            .formatHex(Hashes.digest(Algorithm.SHA1NEW).digest(("number " + i).getBytes(UTF_8))));
    }
}
