package org.slipway.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.settings.FileOwner.Opening;

/** Each attack is by somebody who can change a little of what leads to a file. */
class FileOwnerTest {
    @TempDir
    Path directory;

    private Path above;
    private Path file;
    private FileOwner self;

    @BeforeEach
    void one_file() throws IOException {
        above = directory.resolve("above");
        Path folder = Files.createDirectories(above.resolve("folder"));
        file = Files.createFile(folder.resolve("file"));
        mode(above, "rwxr-xr-x");
        mode(folder, "rwxr-xr-x");
        mode(file, "rw-r--r--");
        self = FileOwner.self();
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void what_is_ours_below_a_sticky_directory_is_believed() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), above.getFileName());
        assertThat(self.opening(file)).isEmpty();
        assertThat(self.opening(link.resolve("folder/file"))).isEmpty();

        mode(above, "rwxrwxrwx");
        Files.setAttribute(above, "unix:mode", 01777);
        assertThat(self.opening(file)).isEmpty();
    }

    @Test
    void attack_others_can_write_to_a_directory_above() throws Exception {
        for (String open : List.of("rwxrwxr-x", "rwxr-xrwx")) {
            mode(above, open);
            assertThat(self.opening(file)).contains(new Opening(above, Optional.empty()));
        }
    }

    @Test
    void attack_the_file_or_a_directory_above_is_anothers() throws Exception {
        for (Path one : List.of(file, above)) {
            giveAway(one);
            Opening opening = self.opening(file).orElseThrow();
            assertThat(opening.owner()).contains(Files.getOwner(opening.path()).getName());
        }
    }

    /** Only root can; for anybody else, another has made everything here. */
    private void giveAway(Path path) throws IOException {
        if (self.user().getName().equals("root"))
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        else self = new FileOwner(() -> "another");
    }

    @Test
    void attack_a_link_leads_through_what_others_can_change() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), above.resolve("folder"));
        Path further = Files.createSymbolicLink(directory.resolve("further"), link.getFileName());
        mode(above, "rwxrwxrwx");
        assertThat(self.opening(further.resolve("file"))).contains(new Opening(above, Optional.empty()));
    }

    @Test
    void links_that_lead_back_to_themselves_are_told() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("back"));
        Files.createSymbolicLink(directory.resolve("back"), Path.of("link"));
        assertThatThrownBy(() -> self.opening(link))
                .isInstanceOf(FileSystemLoopException.class)
                .hasMessage(link.toString());
    }
}
