package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TooLarge;
import org.slipway.api.archive.TreeBuilder.Mode;

class DraftTreeTest {
    @TempDir
    Path temp;

    private Path root;
    private DraftTree tree;

    @BeforeEach
    void create() throws IOException {
        root = Files.createDirectory(temp.resolve("tree"));
        tree = new DraftTree(root, new Limits(1000));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private void file(String path, String text) throws Exception {
        tree.file(path, 7, Mode.PLAIN, bytes(text));
    }

    @Test
    void a_file_has_its_content_time_and_mode() throws Exception {
        tree.file("bin/run", 12345, Mode.EXECUTABLE, bytes("hello"));
        assertThat(root.resolve("bin/run")).hasContent("hello").isExecutable();
        assertThat(Files.getLastModifiedTime(root.resolve("bin/run")).toInstant())
                .isEqualTo(Instant.ofEpochSecond(12345));
    }

    /** Who looks for what nobody uses any more takes it for used. */
    @Test
    void a_file_was_read_last_when_it_came_however_old_it_is() throws Exception {
        Instant before = Files.getLastModifiedTime(root).toInstant();
        file("old", "x");
        assertThat(Files.readAttributes(root.resolve("old"), BasicFileAttributes.class)
                        .lastAccessTime()
                        .toInstant())
                .isAfter(before.minusSeconds(60));
    }

    @Test
    void who_is_interrupted_stops_and_does_not_blame_the_disk() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> file("f", "x")).isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_directory_keeps_its_time_though_files_come_later() throws Exception {
        tree.directory("d", 99);
        file("d/f", "x");
        tree.finish();
        assertThat(Files.getLastModifiedTime(root.resolve("d")).toInstant()).isEqualTo(Instant.ofEpochSecond(99));
    }

    @Test
    void the_last_of_two_entries_wins() throws Exception {
        file("f", "old");
        file("f", "new");
        assertThat(root.resolve("f")).hasContent("new");
    }

    private void make(String kind, String path) throws Exception {
        switch (kind) {
            case "file" -> file(path, "of " + path);
            case "link" -> tree.symlink(path, "of " + path);
            case "hard link" -> tree.hardLink(path, "source");
            default -> tree.directory(path, 99);
        }
    }

    private void assertIs(String kind, Path path) throws IOException {
        switch (kind) {
            case "file" -> assertThat(path).isRegularFile().hasContent("of " + path.getFileName());
            case "link" -> assertThat(Files.readSymbolicLink(path)).hasToString("of e");
            case "hard link" -> assertThat(path).isRegularFile().hasContent("of source");
            default -> assertThat(path).isDirectory();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "file, file", "file, link", "file, hard link", "file, directory",
        "link, file", "link, link", "link, hard link", "link, directory",
        "hard link, file", "hard link, link", "hard link, hard link", "hard link, directory",
        "directory, file", "directory, link", "directory, hard link", "directory, directory",
    })
    void the_last_of_two_entries_wins_whatever_they_are(String last, String first) throws Exception {
        file("source", "of source");
        make(first, "e");

        make(last, "e");

        assertIs(last, root.resolve("e"));
        assertThat(root.resolve("source")).hasContent("of source");
    }

    @Test
    void what_takes_the_place_of_a_directory_does_not_get_its_time() throws Exception {
        tree.directory("e", 99);
        file("e", "x");

        tree.finish();

        assertThat(Files.getLastModifiedTime(root.resolve("e")).toInstant()).isEqualTo(Instant.ofEpochSecond(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "link", "hard link"})
    void what_is_no_directory_does_not_replace_one_that_has_something(String last) throws Exception {
        file("source", "of source");
        file("e/f", "x");

        assertThatThrownBy(() -> make(last, "e"))
                .isInstanceOf(BadArchive.class)
                .hasMessage("'e' is refused: a directory with something in it is there already");
        assertThat(root.resolve("e/f")).hasContent("x");
    }

    @Test
    void a_file_replaces_a_link_and_does_not_write_through_it() throws Exception {
        Path victim = Files.writeString(temp.resolve("victim"), "safe");
        tree.symlink("f", victim.toString());
        file("f", "evil");
        assertThat(victim).hasContent("safe");
        assertThat(root.resolve("f")).hasContent("evil");
        assertThat(Files.isSymbolicLink(root.resolve("f"))).isFalse();
    }

    @Test
    void writing_through_a_symlinked_directory_is_refused() throws Exception {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        tree.symlink("d", outside.toString());
        assertThatThrownBy(() -> file("d/f", "evil"))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("is a link");
        assertThatThrownBy(() -> tree.directory("d/e", 0)).isInstanceOf(BadArchive.class);
        assertThatThrownBy(() -> tree.symlink("d/l", "x")).isInstanceOf(BadArchive.class);
        assertThatThrownBy(() -> tree.within("d")).isInstanceOf(BadArchive.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void a_directory_swapped_for_a_link_by_a_rename_is_noticed() throws Exception {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        file("d/f", "x");
        tree.symlink("l", outside.toString());
        tree.rename("d", "e");
        tree.rename("l", "d");
        assertThatThrownBy(() -> file("d/f", "evil")).isInstanceOf(BadArchive.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void a_hard_link_shares_the_file_and_must_stay_inside() throws Exception {
        file("a", "x");
        tree.hardLink("b", "a");
        assertThat(Files.isSameFile(root.resolve("a"), root.resolve("b"))).isTrue();
        Files.writeString(temp.resolve("secret"), "secret");
        assertThatThrownBy(() -> tree.hardLink("c", "../secret")).isInstanceOf(BadArchive.class);
        assertThatThrownBy(() -> tree.hardLink("c", "none")).hasMessageContaining("there is no 'none'");
        assertThatThrownBy(() -> tree.hardLink("c", ".")).hasMessageContaining("is a directory");
    }

    @Test
    void a_hard_link_to_a_symlink_is_a_link_to_the_same_and_not_followed() throws Exception {
        Files.writeString(temp.resolve("secret"), "secret");
        tree.symlink("l", "../secret/");
        tree.hardLink("c", "l");
        tree.hardLink("l", "l");
        for (String link : new String[] {"l", "c"})
            assertThat(Files.readSymbolicLink(root.resolve(link))).hasToString("../secret/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lib/",
                "../lib/",
                "./x/",
                "/etc/",
                "/",
                ".",
                "a//b",
                "../a//b//c/",
                "/a//b",
                "a/../b/",
                "ü %41//\\/"
            })
    void a_link_is_spelled_as_it_is_told(String target) throws Exception {
        tree.symlink("l", target);
        assertThat(Files.readSymbolicLink(root.resolve("l"))).hasToString(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a///b", "//a", "a//", "//"})
    void a_link_that_java_cannot_spell_is_refused(String target) {
        assertThatThrownBy(() -> tree.symlink("l", target))
                .isInstanceOf(BadArchive.class)
                .hasMessage("'l' is refused: it is a link to '" + target
                        + "', and not all of its slashes can be made here");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void rename_and_remove_stay_inside() throws Exception {
        file("a", "x");
        Files.writeString(temp.resolve("victim"), "safe");
        assertThatThrownBy(() -> tree.rename("a", "../victim")).isInstanceOf(BadArchive.class);
        assertThatThrownBy(() -> tree.rename("../victim", "b")).isInstanceOf(BadArchive.class);
        assertThatThrownBy(() -> tree.remove("../victim")).isInstanceOf(BadArchive.class);
        assertThatThrownBy(() -> tree.remove(".")).isInstanceOf(BadArchive.class);
        assertThatThrownBy(() -> tree.remove("none")).isInstanceOf(BadArchive.class);
        assertThat(temp.resolve("victim")).hasContent("safe");
    }

    @Test
    void removing_a_link_leaves_its_target() throws Exception {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("f"), "safe");
        tree.symlink("l", outside.toString());
        tree.remove("l");
        assertThat(outside.resolve("f")).hasContent("safe");
    }

    @Test
    void rename_moves_directories() throws Exception {
        file("a/f", "x");
        assertThatThrownBy(() -> tree.rename("a", "a/c")).isInstanceOf(BadArchive.class);
        tree.rename("a", "c/d");
        assertThat(root.resolve("c/d/f")).hasContent("x");
    }

    @Test
    void rename_moves_the_times_of_directories_with_them() throws Exception {
        tree.directory("a", 1);
        tree.directory("a/b", 2);
        tree.directory("c", 3);
        tree.rename("a", "c");
        tree.finish();
        assertThat(Files.getLastModifiedTime(root.resolve("c")).toMillis()).isEqualTo(1000);
        assertThat(Files.getLastModifiedTime(root.resolve("c/b")).toMillis()).isEqualTo(2000);
    }

    @Test
    void rename_puts_a_file_or_link_in_the_place_of_another() throws Exception {
        for (String dest : List.of("file", "link")) {
            file("file", "x");
            tree.symlink("link", "/etc/passwd");
            file("new", "y");
            tree.rename("new", dest);
            assertThat(Files.isRegularFile(root.resolve(dest), LinkOption.NOFOLLOW_LINKS))
                    .isTrue();
            assertThat(root.resolve(dest)).hasContent("y");
        }
        tree.symlink("link", "/etc/passwd");
        tree.rename("link", "file");
        assertThat(root.resolve("file")).isSymbolicLink();
    }

    @Test
    void rename_puts_a_directory_in_the_place_of_an_empty_one() throws Exception {
        file("a/f", "x");
        tree.directory("b", 1);
        tree.rename("a", "b");
        assertThat(root.resolve("b/f")).hasContent("x");
        tree.rename("b", "b");
        assertThat(root.resolve("b/f")).hasContent("x");
    }

    @Test
    void rename_loses_nothing_else() throws Exception {
        file("full/f", "x");
        file("file", "y");
        tree.directory("empty", 1);
        for (List<String> names : List.of(
                List.of("empty", "full"), List.of("empty", "file"), List.of("file", "full"), List.of("file", "empty")))
            assertThatThrownBy(() -> tree.rename(names.get(0), names.get(1)))
                    .isInstanceOf(BadArchive.class)
                    .hasMessageContaining("cannot be renamed to '" + names.get(1) + "', which is there");
        assertThatThrownBy(() -> tree.rename("full", ".")).isInstanceOf(BadArchive.class);
        assertThat(root.resolve("full/f")).hasContent("x");
        assertThat(root.resolve("file")).hasContent("y");
    }

    @Test
    void a_decompression_bomb_stops_at_the_limit() {
        assertThatThrownBy(() -> file("bomb", "x".repeat(1001)))
                .isInstanceOf(TooLarge.class)
                .hasMessageContaining("more than 1000 bytes together");
    }

    @Test
    void an_archive_of_nothing_but_directories_stops_at_the_limit() throws Exception {
        DraftTree few = new DraftTree(root, new Limits(100, 3, 100));
        few.directory("a", 1);
        few.directory("a", 2);
        few.directory("b/c", 1);
        assertThatThrownBy(() -> few.directory("d", 1))
                .isInstanceOf(BadArchive.class)
                .hasMessage("'d' is refused: there are more than 3 entries");
    }

    @Test
    void directories_that_would_fill_the_memory_are_refused() throws Exception {
        DraftTree few = new DraftTree(root, new Limits(100, 100, 2));
        few.directory("a", 1);
        few.directory("b", 1);
        few.directory("b", 2);
        assertThatThrownBy(() -> few.directory("c", 1))
                .isInstanceOf(BadArchive.class)
                .hasMessageStartingWith("'c' is refused: there are more than 2 directories");
    }

    @Test
    void more_directories_than_are_kept_in_mind_are_made_all_the_same() throws Exception {
        DraftTree large = new DraftTree(root, new Limits(100_000));
        for (int i = 0; i < 10_100; i++) large.symlink("d" + i + "/f", "x");
        large.symlink("d0/g", "x");
        assertThat(root.resolve("d0/g")).isSymbolicLink();
        assertThat(root.resolve("d10099/f")).isSymbolicLink();
    }

    @Test
    void a_file_where_a_full_directory_is_is_refused() throws Exception {
        file("d/f", "x");
        assertThatThrownBy(() -> file("d", "y"))
                .hasMessage("'d' is refused: a directory with something in it is there already");
    }

    @Test
    void a_link_where_an_empty_directory_was_is_no_directory_any_more() throws Exception {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        tree.directory("d", 99);
        tree.symlink("d", outside.toString());
        assertThatThrownBy(() -> file("d/f", "evil")).hasMessageContaining("'d' is a link");
        tree.finish();
        assertThat(outside).isEmptyDirectory();
        assertThat(Files.getLastModifiedTime(outside).toInstant()).isAfter(Instant.ofEpochSecond(99));
    }

    @Test
    void paths_within_a_directory_are_relative_to_it() throws Exception {
        tree.within("sub/dir").file("f", 0, Mode.PLAIN, bytes("x"));
        assertThat(root.resolve("sub/dir/f")).exists();
        assertThatThrownBy(() -> tree.within("sub").remove("../sub")).isInstanceOf(BadArchive.class);
    }
}
