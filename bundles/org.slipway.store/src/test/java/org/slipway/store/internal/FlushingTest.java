package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slipway.api.archive.TreeBuilder.Mode;
import org.slipway.api.store.Progress;
import org.slipway.async.OwnedDirectory;
import org.slipway.model.ManifestDigest.Algorithm;

class FlushingTest {
    private static final int MANY = 1000;

    @TempDir
    Path temp;

    private final MortalDisk disk = new MortalDisk(Long.MAX_VALUE);
    private Path tree;

    @BeforeEach
    void create() throws IOException {
        tree = Files.createDirectory(disk.path(temp).resolve("tree"));
    }

    private Path write(String name) throws IOException {
        return Files.writeString(tree.resolve(name), name);
    }

    private void survivesAPowerCut(String name) throws IOException {
        disk.losePower(temp);
        assertThat(temp.resolve("tree").resolve(name)).hasContent(name.replaceAll(".*/", ""));
    }

    @Test
    void all_files_outlive_a_power_cut_also_where_they_come_faster_than_the_disk_takes_them() throws IOException {
        try (Flushing flushing = new Flushing(tree)) {
            for (int i = 0; i < MANY; i++) flushing.complete(write("file" + i), 0);
            flushing.finish(Progress.NONE);
        }

        for (int i = 0; i < MANY; i++) survivesAPowerCut("file" + i);
    }

    @Test
    void what_has_been_moved_before_its_turn_came_outlives_a_power_cut() throws IOException {
        Path file = write("file");
        Files.createDirectory(tree.resolve("lib"));
        Files.move(file, tree.resolve("lib/file"));
        try (Flushing flushing = new Flushing(tree)) {
            flushing.complete(file, 0);
            flushing.finish(Progress.NONE);
        }

        survivesAPowerCut("lib/file");
    }

    @Test
    void directories_outlive_a_power_cut_like_files() throws IOException {
        Path lib = Files.createDirectory(tree.resolve("lib"));
        try (Flushing flushing = new Flushing(tree)) {
            flushing.complete(Files.writeString(lib.resolve("file"), "file"), 0);
            flushing.complete(lib, 0);
            flushing.finish(Progress.NONE);
        }

        survivesAPowerCut("lib/file");
    }

    @Test
    void what_has_been_moved_outlives_a_power_cut_though_another_has_its_place() throws IOException {
        Path file = write("file");
        Files.createDirectory(tree.resolve("lib"));
        Files.move(file, tree.resolve("lib/file"));
        try (Flushing flushing = new Flushing(tree)) {
            flushing.moved();
            flushing.complete(write("file"), 0);
            flushing.finish(Progress.NONE);
        }

        survivesAPowerCut("lib/file");
        survivesAPowerCut("file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "link", "hard link", "directory", "nothing"})
    void what_has_a_second_name_outlives_a_power_cut_though_its_first_is_anothers(String last) throws Exception {
        try (Flushing flushing = new Flushing(tree)) {
            DraftTree draft = new DraftTree(
                    tree,
                    new Limits(1000),
                    Spellings.allDifferent(),
                    new WrittenHashes(Algorithm.SHA256),
                    Listings.none(),
                    flushing);
            file(draft, "other");
            file(draft, "first");
            draft.hardLink("second", "first");
            switch (last) {
                case "file" -> file(draft, "first");
                case "link" -> draft.symlink("first", "other");
                case "hard link" -> draft.hardLink("first", "other");
                case "directory" -> {
                    draft.remove("first");
                    draft.directory("first", 0);
                }
                default -> draft.remove("first");
            }
            draft.finish();
            flushing.finish(Progress.NONE);
        }

        disk.losePower(temp);
        assertThat(temp.resolve("tree/second")).hasContent("first");
    }

    private static void file(DraftTree draft, String name) throws Exception {
        draft.file(name, 7, Mode.PLAIN, new ByteArrayInputStream(name.getBytes(StandardCharsets.UTF_8)));
    }

    private void awaitForced(int count) {
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (disk.forced() < count) Thread.onSpinWait();
        });
    }

    @Test
    void much_is_forced_before_the_end() throws Exception {
        try (Flushing flushing = new Flushing(tree)) {
            flushing.complete(write("small"), 5);
            flushing.complete(write("large"), 1 << 20);
            awaitForced(2);
        }
    }

    @Test
    void many_are_forced_before_the_end() throws Exception {
        try (Flushing flushing = new Flushing(tree)) {
            for (int i = 0; i < MANY; i++) flushing.complete(write("file" + i), 1);
            awaitForced(MANY / 2);
        }
    }

    @Test
    void a_defect_is_told_at_the_end() throws Exception {
        Path elsewhere = write("file");
        try (Flushing flushing = new Flushing(tree)) {
            flushing.complete(null, 0);
            flushing.complete(elsewhere, 0);

            assertThatThrownBy(() -> flushing.finish(Progress.NONE)).isInstanceOf(NullPointerException.class);
        }
        survivesAPowerCut("file");
    }

    @Test
    void a_link_to_a_pipe_in_the_place_of_a_file_stops_nothing() throws Exception {
        Path pipe = temp.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path link = Files.createSymbolicLink(temp.resolve("tree/file"), pipe);
        try (Flushing flushing = new Flushing(temp.resolve("tree"))) {
            flushing.complete(link, 0);
            flushing.finish(Progress.NONE);
        }
        assertThat(link).isSymbolicLink();
    }

    @Test
    void what_the_disk_does_not_take_is_told_at_the_end() throws IOException {
        MortalDisk broken = new MortalDisk(0, MortalDisk.End.READ_ONLY);
        Path file = broken.path(MortalDisk.real(write("file")));
        try (Flushing flushing = new Flushing(broken.path(temp).resolve("tree"))) {
            flushing.complete(file, 0);

            assertThatThrownBy(() -> flushing.finish(Progress.NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Read-only");
        }
    }

    @Test
    void who_gives_up_needs_no_end() throws IOException {
        Flushing flushing = new Flushing(tree);
        for (int i = 0; i < MANY; i++) flushing.complete(write("file" + i), 0);

        flushing.close();

        OwnedDirectory.delete(tree);
        assertThat(temp.resolve("tree")).doesNotExist();
    }
}
