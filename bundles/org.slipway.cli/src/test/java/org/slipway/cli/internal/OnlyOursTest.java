package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each attack is by somebody who can change a little of what leads to a file. */
class OnlyOursTest {
    @TempDir
    Path directory;

    private Path above;
    private Path file;
    private UserPrincipal self;

    @BeforeEach
    void one_file() throws IOException {
        above = directory.resolve("above");
        Path folder = Files.createDirectories(above.resolve("folder"));
        file = Files.createFile(folder.resolve("file"));
        mode(above, "rwxr-xr-x");
        mode(folder, "rwxr-xr-x");
        mode(file, "rw-r--r--");
        self = OnlyOurs.self();
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private ThrowingCallable check(Path path) {
        return () -> OnlyOurs.check(path, self);
    }

    @Test
    void what_is_ours_below_a_sticky_directory_is_believed() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), above.getFileName());
        assertThatCode(check(file)).doesNotThrowAnyException();
        assertThatCode(check(link.resolve("folder/file"))).doesNotThrowAnyException();

        mode(above, "rwxrwxrwx");
        Files.setAttribute(above, "unix:mode", 01777);
        assertThatCode(check(file)).doesNotThrowAnyException();
    }

    @Test
    void attack_others_can_write_to_a_directory_above() throws Exception {
        for (String open : new String[] {"rwxrwxr-x", "rwxr-xrwx"}) {
            mode(above, open);
            assertThatThrownBy(check(file))
                    .isInstanceOf(Complaint.class)
                    .hasMessage("others can write to " + above + ". If you know what is there: chmod go-w " + above);
        }
    }

    @Test
    void attack_the_file_or_a_directory_above_is_anothers() throws Exception {
        for (Path one : new Path[] {file, above}) {
            giveAway(one);
            assertThatThrownBy(check(file))
                    .isInstanceOf(Complaint.class)
                    .hasMessageContaining(" belongs to ")
                    .hasMessageContaining(", who could put anything there");
        }
    }

    /** Only root can; for anybody else, another has made everything here. */
    private void giveAway(Path path) throws IOException {
        if (self.getName().equals("root"))
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        else self = () -> "another";
    }

    @Test
    void attack_a_link_leads_through_what_others_can_change() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), above.resolve("folder"));
        Path further = Files.createSymbolicLink(directory.resolve("further"), link.getFileName());
        mode(above, "rwxrwxrwx");
        assertThatThrownBy(check(further.resolve("file")))
                .isInstanceOf(Complaint.class)
                .hasMessageStartingWith("others can write to " + above);
    }
}
