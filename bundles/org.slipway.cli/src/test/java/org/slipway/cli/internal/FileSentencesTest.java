package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchIOException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSentencesTest {
    @Test
    void they_name_the_file_and_what_is_wrong_with_it() {
        assertThat(FileSentences.of(new NoSuchFileException("/a"))).isEqualTo("/a does not exist");
        assertThat(FileSentences.of(new AccessDeniedException("/a"))).isEqualTo("/a may not be used by you");
        assertThat(FileSentences.of(new FileSystemLoopException("/a")))
                .isEqualTo("/a is a link that leads back to itself");
        assertThat(FileSentences.of(new FileSystemException("/a", null, "No space left on device")))
                .isEqualTo("/a: No space left on device");
        assertThat(FileSentences.of(new IOException("It broke"))).isEqualTo("It broke");
        assertThat(FileSentences.of(new IOException())).isEqualTo("IOException");
    }

    @Test
    void a_file_in_place_of_a_directory_is_to_be_moved_away(@TempDir Path temp) throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThat(FileSentences.of(catchIOException(() -> Files.createDirectory(file.resolve("below")))))
                .isEqualTo(file.resolve("below")
                        + " cannot be there: a file is where a directory must be. Move that file away");
        assertThat(FileSentences.of(catchIOException(() -> Files.createDirectories(file))))
                .isEqualTo(file + " is in the way");
    }
}
