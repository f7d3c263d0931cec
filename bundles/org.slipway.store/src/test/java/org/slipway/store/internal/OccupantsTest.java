package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class OccupantsTest {
    @TempDir
    Path temp;

    private Path tree;
    private Process process;

    @BeforeEach
    void create() throws IOException {
        tree = Files.createDirectories(temp.resolve("tree/bin")).getParent();
    }

    @AfterEach
    void end() throws Exception {
        if (process == null) return;
        process.getOutputStream().close();
        process.waitFor();
    }

    /** It says that it is there, and goes when nobody gives it anything any more. */
    private void start(Path in, String... command) throws IOException {
        process = new ProcessBuilder(command).directory(in.toFile()).start();
        process.getOutputStream().write("there\n".getBytes());
        process.getOutputStream().flush();
        assertThat(process.getInputStream().read()).isEqualTo('t');
    }

    private void isLeftWithTheProcess() throws Exception {
        assertThat(Occupants.areIn(tree)).isTrue();
        end();
        assertThat(Occupants.areIn(tree)).isFalse();
    }

    @Test
    void who_works_in_a_tree_or_below_is_in_it_until_the_end() throws Exception {
        start(tree.resolve("bin"), "cat");
        isLeftWithTheProcess();
    }

    @Test
    void who_runs_a_program_of_a_tree_is_in_it() throws Exception {
        Path cat = Path.of("/bin/cat").toRealPath();
        start(temp, Files.copy(cat, tree.resolve("bin/cat")).toString());
        isLeftWithTheProcess();
    }

    @Test
    void who_has_a_file_of_a_tree_open_is_in_it() throws Exception {
        Files.createFile(tree.resolve("file"));
        start(tree.getParent(), "sh", "-c", "exec 3<tree/file; exec cat");
        isLeftWithTheProcess();
    }

    @Test
    void this_process_is_one_of_them() throws Exception {
        try (InputStream open = Files.newInputStream(Files.createFile(tree.resolve("file")))) {
            assertThat(open.read()).isNegative();
            assertThat(Occupants.areIn(tree)).isTrue();
        }
        assertThat(Occupants.areIn(tree)).isFalse();
    }

    @Test
    void who_is_in_a_tree_is_known_also_where_a_link_leads_there() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp);
        start(tree, "cat");
        assertThat(Occupants.areIn(link.resolve("tree"))).isTrue();
    }

    @Test
    void who_is_beside_a_tree_or_around_it_is_not_in_it() throws Exception {
        for (Path beside : List.of(Files.createDirectory(temp.resolve("tree-2")), temp)) {
            start(beside, "cat");
            assertThat(Occupants.areIn(tree)).as(beside.toString()).isFalse();
            end();
        }
    }
}
