package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.model.ManifestDigest;

class RunningProgramsTest {
    @TempDir
    Path proc;

    @BeforeEach
    void one_process() throws IOException {
        Files.createDirectories(proc.resolve("7/fd"));
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(proc.resolve("self/maps"), "");
        Files.writeString(proc.resolve("version"), name(9));
    }

    private static String name(int number) {
        return "sha1new=" + String.valueOf(number).repeat(40);
    }

    private static ManifestDigest digest(int number) {
        return ManifestDigest.of(name(number)).orElseThrow();
    }

    private void links(String file, String target) throws IOException {
        Files.createSymbolicLink(proc.resolve("7").resolve(file), Path.of(target));
    }

    @Test
    void a_program_that_runs_keeps_what_it_runs_from() throws Exception {
        links("exe", "/store/" + name(1) + "/bin/tool (deleted)");
        links("cwd", "/elsewhere/" + name(2));
        links("root", "/no/root");
        links("fd/0", "/no/file");
        links("fd/3", "/store/" + name(3) + "/data");
        Files.writeString(
                proc.resolve("7/maps"), "7f00-7f10 r-xp 0 08:01 12 /store/" + name(4) + "/lib.so\n7f10-7f20 rw-p 0\n");

        assertThat(new RunningPrograms(proc).digests())
                .containsExactlyInAnyOrder(digest(1), digest(2), digest(3), digest(4));
    }

    @Test
    void a_script_that_has_been_read_keeps_what_it_was_started_with() throws Exception {
        String base32 = "sha256new_" + "A".repeat(52);
        Files.writeString(proc.resolve("7/cmdline"), "python3\0/store/" + name(5) + "/main.py\0");
        Files.writeString(proc.resolve("7/environ"), "LANG=\u00ff\0PATH=/store/" + base32 + "/bin:/bin\0", ISO_8859_1);

        assertThat(new RunningPrograms(proc).digests())
                .containsExactlyInAnyOrder(digest(5), ManifestDigest.of(base32).orElseThrow());
    }

    @Test
    void what_only_resembles_a_digest_is_none() throws Exception {
        Files.writeString(proc.resolve("7/cmdline"), "sha1new=12 " + name(6) + "0 sha1=" + "x".repeat(40));

        assertThat(new RunningPrograms(proc).digests()).isEmpty();
    }

    @Test
    void a_system_that_tells_no_more_tells_how_programs_were_started() throws Exception {
        RunningPrograms untold = new RunningPrograms(proc.resolve("nowhere"));
        assertThat(untold.isTold()).isFalse();
        assertThat(untold.digests()).isNotNull();
    }
}
