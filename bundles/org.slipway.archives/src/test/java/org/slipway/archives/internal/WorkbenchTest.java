package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchTest {
    @TempDir
    Path temp;

    private static long dead() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    private Path leftover(long process, String permissions) throws IOException {
        Path left = Files.createDirectory(temp.resolve("slipway-unpack-" + process + "-0-ab"));
        Files.createFile(left.resolve("lock"));
        Files.createFile(Files.createDirectory(left.resolve("below")).resolve("file"));
        Files.setPosixFilePermissions(left.resolve("below"), PosixFilePermissions.fromString("r-x------"));
        Files.setPosixFilePermissions(left, PosixFilePermissions.fromString(permissions));
        return left;
    }

    private void pass() throws IOException {
        Workbench.in(temp).close();
    }

    @Test
    void what_a_dead_process_has_left_is_deleted_and_nothing_that_it_leads_to() throws Exception {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Path file = Files.createFile(outside.resolve("file"));
        Path left = leftover(dead(), "rwx------");
        Files.createSymbolicLink(left.resolve("link"), outside);
        pass();
        assertThat(left).doesNotExist();
        assertThat(file).exists();
    }

    @Test
    void what_is_worked_in_stays() throws Exception {
        try (Workbench other = Workbench.in(temp)) {
            Files.createFile(other.resolve("file"));
            pass();
            assertThat(other.resolve("file")).exists();
        }
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void attack_a_link_or_a_directory_in_which_others_write_is_not_touched() throws Exception {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(outside.resolve("file"));
        Path link = Files.createSymbolicLink(temp.resolve("slipway-unpack-" + dead() + "-0-cd"), outside);
        Path open = leftover(dead(), "rwxrwxrwx");
        Path odd = Files.createFile(temp.resolve("slipway-unpack-" + dead()));
        pass();
        assertThat(outside.resolve("file")).exists();
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(open.resolve("below/file")).exists();
        assertThat(odd).exists();
        Files.setPosixFilePermissions(open.resolve("below"), PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void what_is_deeper_than_there_are_files_to_open_is_deleted() throws Exception {
        Path left = leftover(dead(), "rwx------");
        Path deep = left.resolve("below" + "/d".repeat(200));
        Files.setPosixFilePermissions(left.resolve("below"), PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(deep);
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 100; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FewFiles.class.getName(),
                        temp.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes())).isEmpty();
        assertThat(left).doesNotExist();
    }

    /** What may not open many files. */
    static final class FewFiles {
        private FewFiles() {}

        public static void main(String[] arguments) throws IOException {
            Workbench.in(Path.of(arguments[0])).close();
        }
    }

    @Test
    void where_nobody_may_look_it_can_be_worked() throws Exception {
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("-wx------"));
        try {
            pass();
        } finally {
            Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(temp).isEmptyDirectory();
    }
}
