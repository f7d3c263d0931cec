package org.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CircumstancesTest {
    @TempDir
    Path home;

    @Test
    void another_installation_is_another_circumstance_and_an_archive_of_classes_is_not() throws Exception {
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("bundles"));
        Path jar = Files.writeString(home.resolve("bundles/a.jar"), "1");
        String before = Circumstances.here(home);
        Files.writeString(home.resolve("lib/classes.jsa"), "x");
        assertThat(Circumstances.here(home)).isEqualTo(before);
        Files.writeString(jar, "22");
        if (!before.isEmpty()) assertThat(Circumstances.here(home)).isNotEqualTo(before);
    }

    @Test
    void another_root_is_another_circumstance() throws Exception {
        String here = Circumstances.here(home);
        if (!here.isEmpty())
            assertThat(here)
                    .contains("/ " + Files.getAttribute(Path.of("/"), "unix:dev") + " "
                            + Files.getAttribute(Path.of("/"), "unix:ino") + "\n");
    }

    @Test
    void another_label_is_another_circumstance() throws Exception {
        Path label = Path.of("/proc/self/attr/current");
        String here = Circumstances.here(home);
        try {
            if (!here.isEmpty()) assertThat(here).contains("label " + Files.readString(label));
        } catch (IOException noSuchModule) {
            assertThat(here).isNotEmpty();
        }
    }

    @Test
    void who_it_is_and_what_its_programs_would_inherit_are_part_of_it() {
        String here = Circumstances.here(home);
        // Where there is no /proc, nobody is like anybody else.
        if (Files.isDirectory(Path.of("/proc/self")) && System.getenv("PATH").startsWith("/"))
            assertThat(here)
                    .contains("Uid:", "Umask:", "Max open files", "mnt:[", "PATH=" + System.getenv("PATH"))
                    .contains(System.getProperty("java.home"));
    }
}
