package org.slipway.recipes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.store.Progress;
import org.slipway.testkit.RecordedTree;

class TreeCopyTest {
    @TempDir
    Path implementation;

    private final RecordedTree tree = new RecordedTree();

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(implementation.resolve("dir/below"));
        file(".manifest", "m", 1);
        file("plain", "p", 2);
        file("dir/program", "x", 3);
        Files.setPosixFilePermissions(
                implementation.resolve("dir/program"), PosixFilePermissions.fromString("rwxr-xr-x"));
        file("dir/.manifest", "own", 4);
        Files.createSymbolicLink(implementation.resolve("dir/link"), Path.of("../plain"));
        time("dir/below", 5);
        time("dir", 6);
    }

    private void file(String path, String content, long seconds) throws IOException {
        Files.writeString(implementation.resolve(path), content);
        time(path, seconds);
    }

    private void time(String path, long seconds) throws IOException {
        Files.setLastModifiedTime(implementation.resolve(path), FileTime.from(Instant.ofEpochSecond(seconds)));
    }

    private Map<String, String> copied(Optional<String> source, Optional<String> dest) throws BadArchive, IOException {
        TreeCopy.copy(implementation, source, dest, tree, Progress.NONE);
        return tree.entries();
    }

    @Test
    void everything_is_copied_as_it_is_but_for_the_manifest() throws Exception {
        assertThat(copied(Optional.empty(), Optional.empty()))
                .isEqualTo(Map.of(
                        "plain", "file 2 p",
                        "dir", "dir 6",
                        "dir/program", "exec 3 x",
                        "dir/.manifest", "file 4 own",
                        "dir/link", "link ../plain",
                        "dir/below", "dir 5"));
    }

    @Test
    void what_is_no_file_is_refused_and_not_waited_for() throws Exception {
        new ProcessBuilder("mkfifo", implementation.resolve("dir/pipe").toString())
                .start()
                .waitFor();
        assertThatThrownBy(() -> copied(Optional.of("dir"), Optional.of("lib")))
                .isInstanceOf(BadArchive.class)
                .hasMessage("'dir/pipe' is not a file, directory or link");
    }

    @Test
    void a_directory_is_copied_to_a_place_of_its_own() throws Exception {
        assertThat(copied(Optional.of("./dir/"), Optional.of("lib")))
                .isEqualTo(Map.of(
                        "lib/program", "exec 3 x",
                        "lib/.manifest", "file 4 own",
                        "lib/link", "link ../plain",
                        "lib/below", "dir 5"));
    }

    @Test
    void one_file_or_link_is_copied_to_its_dest() throws Exception {
        assertThat(copied(Optional.of("dir/program"), Optional.of("bin/x"))).isEqualTo(Map.of("bin/x", "exec 3 x"));
        assertThat(copied(Optional.of("dir/link"), Optional.of("l"))).containsEntry("l", "link ../plain");
    }

    @Test
    void one_file_without_a_dest_is_refused() {
        assertThatThrownBy(() -> copied(Optional.of("plain"), Optional.empty()))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("'plain' is one file, but there is no dest");
    }

    /** Is wanted until it has been asked so often. */
    private static Progress until(int looks) {
        AtomicInteger left = new AtomicInteger(looks);
        return bytes -> {
            if (left.getAndDecrement() == 0) throw new InterruptedIOException("stopped");
        };
    }

    private void stops(String source, int looks) {
        assertThatThrownBy(
                        () -> TreeCopy.copy(implementation, Optional.of(source), Optional.of("to"), tree, until(looks)))
                .isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void what_nobody_wants_any_more_stops_at_the_next_entry() throws Exception {
        Files.createDirectory(implementation.resolve("many"));
        for (int i = 0; i < 100; i++) Files.createDirectory(implementation.resolve("many/" + i));
        stops("many", 10);
        assertThat(tree.entries()).hasSize(10);
    }

    @Test
    void what_nobody_wants_any_more_stops_within_a_large_file() throws Exception {
        try (RandomAccessFile large =
                new RandomAccessFile(implementation.resolve("plain").toFile(), "rw")) {
            large.setLength(1 << 24);
        }
        stops("plain", 5);
        assertThat(tree.entries()).isEmpty();
    }

    @Test
    void what_is_not_there_is_named() {
        assertThatThrownBy(() -> copied(Optional.of("dir/nothing"), Optional.of("x")))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("there is no 'dir/nothing'");
    }

    @Test
    void attack_a_path_that_leads_out_is_refused() {
        for (String path : new String[] {"/", "..", "dir/../..", "dir/link/x", "\\", "a\0b"})
            assertThatThrownBy(() -> copied(Optional.of(path), Optional.of("x")))
                    .as(path)
                    .isInstanceOf(BadArchive.class)
                    .hasMessageContaining("leads out");
        assertThat(tree.entries()).isEmpty();
    }
}
