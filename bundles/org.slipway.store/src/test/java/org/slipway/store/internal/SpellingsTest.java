package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder.Mode;

class SpellingsTest {
    @TempDir
    Path temp;

    private DraftTree tree;

    @BeforeEach
    void begin() throws Exception {
        tree = new DraftTree(Files.createDirectory(temp.resolve("tree")), new Limits(1000), Spellings.withoutCase());
    }

    private void file(String path) throws Exception {
        tree.file(path, 0, Mode.PLAIN, new ByteArrayInputStream(new byte[0]));
    }

    private void refused(String path, String other) {
        assertThatThrownBy(() -> file(path))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("'" + path + "' is refused")
                .hasMessageContaining("'" + other + "'");
    }

    @Test
    void names_that_differ_by_case_collide_where_the_file_system_has_no_case() throws Exception {
        file("ReadMe");
        file("ReadMe");
        refused("README", "ReadMe");
        file("stra\u00dfe");
        refused("STRASSE", "stra\u00dfe");
    }

    @Test
    void names_that_differ_by_normalisation_collide() throws Exception {
        file("\u00e9");
        refused("e\u0301", "\u00e9");
    }

    @Test
    void directories_on_the_way_collide() throws Exception {
        file("Lib/a");
        refused("lib/b", "Lib");
        file("Lib/c");
        assertThatThrownBy(() -> tree.directory("LIB", 0)).hasMessageContaining("'Lib'");
        assertThatThrownBy(() -> tree.symlink("lib", "x")).hasMessageContaining("'Lib'");
        file("other/LIB");
    }

    @Test
    void what_is_renamed_or_removed_is_in_nobodys_way() throws Exception {
        file("a");
        tree.remove("a");
        file("A");
        tree.rename("A", "b");
        file("a");
        refused("B", "b");
    }

    @Test
    void where_the_file_system_has_case_nothing_collides() throws Exception {
        DraftTree exact = new DraftTree(Files.createDirectory(temp.resolve("exact")), new Limits(1000));
        for (String name : new String[] {"a", "A"})
            exact.file(name, 0, Mode.PLAIN, new ByteArrayInputStream(new byte[0]));
        assertThat(temp.resolve("exact")).isDirectoryContaining("glob:**/A").isDirectoryContaining("glob:**/a");
    }

    @Test
    void the_file_system_is_asked_and_nothing_is_left() throws Exception {
        Path directory = Files.createDirectory(temp.resolve("probe"));
        Spellings.in(directory);
        assertThat(directory).isEmptyDirectory();
    }
}
