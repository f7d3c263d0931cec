package org.slipway.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenamedFilesTest {

    @TempDir
    Path base;

    private final RenamedFiles files = new RenamedFiles();

    @Test
    void makes_the_directory_and_replaces_the_file() throws Exception {
        Path file = base.resolve("a/b/c");
        files.replace(file, "old".getBytes());
        files.replace(file, "new".getBytes());
        assertThat(file).hasContent("new");
        assertThat(file.getParent()).isDirectoryContaining(p -> p.equals(file));
        assertThat(file.getParent().toFile().list()).containsExactly("c");
    }

    @Test
    void what_cannot_be_written_leaves_the_old_content_and_nothing_else() throws Exception {
        Path taken = Files.createDirectories(base.resolve("taken/inside"));
        assertThatThrownBy(() -> files.replace(taken.getParent(), new byte[1])).isInstanceOf(IOException.class);
        assertThat(base.toFile().list()).containsExactly("taken");
    }

    @Test
    void what_cannot_be_written_is_named_and_not_what_stands_in_for_it() throws Exception {
        Path taken = Files.createDirectories(base.resolve("taken/inside")).getParent();
        assertThatThrownBy(() -> files.replace(taken, new byte[1]))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(taken + ": ")
                .hasMessageNotContaining(".slipway-");
    }

    @Test
    void what_a_killed_process_left_is_deleted() throws Exception {
        Path left = Files.createFile(base.resolve(".slipway-999999999-1.part"));
        files.replace(base.resolve("file"), new byte[0]);
        assertThat(left).doesNotExist();
    }
}
