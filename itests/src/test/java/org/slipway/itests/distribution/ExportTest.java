package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.TestNet;

/** What was exported on one machine runs on others, which have only the directory. */
class ExportTest {
    @TempDir
    static Path temp;

    private static final TestNet NET = TestNet.start();
    private static final DemoWorld WORLD = DemoWorld.publish(NET);

    @BeforeAll
    static void export() throws Exception {
        User author = new User(Files.createDirectory(temp.resolve("author")))
                .asking(NET.keyInfo().uri());
        succeeded(author.slipway("export", WORLD.feed(), exported()));
        NET.feeds().forget();
        NET.archives().forget();
    }

    @AfterAll
    static void leave() throws Exception {
        NET.close();
        new ProcessBuilder("chmod", "-R", "u+w", temp.toString()).start().waitFor();
    }

    private static Path exported() {
        return temp.resolve("exported");
    }

    private static Ended succeeded(Ended ended) {
        assertThat(ended.status()).as(ended.toString()).isZero();
        return ended;
    }

    private static void nobodyWasAsked() {
        assertThat(NET.feeds().paths()).isEmpty();
        assertThat(NET.archives().paths()).isEmpty();
    }

    @Test
    void it_is_imported_and_run_off_line_in_an_empty_home() throws Exception {
        User other = new User(Files.createDirectory(temp.resolve("other")))
                .configured("global", "[global]\nnetwork_use = off-line\n");

        succeeded(other.slipway("import", "--trust", NET.key().fingerprint(), exported()));
        Ended ran = succeeded(other.slipway("run", WORLD.feed(), "x"));

        assertThat(ran.out()).isEqualTo(WORLD.output() + "\nx\n");
        nobodyWasAsked();
    }

    @Test
    void the_reference_imports_it_with_the_script_and_runs_it() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/0install")), "skipped: needs 0install (package 0install-core)");
        User other = new User(Files.createDirectory(temp.resolve("reference")))
                .with("PATH", "/usr/bin:/bin")
                .asking(NET.keyInfo().uri());

        succeeded(other.type(exported().resolve("import.sh")));

        assertThat(succeeded(other.reference("--offline", "run", WORLD.feed())).out())
                .isEqualTo(WORLD.output() + "\n");
        nobodyWasAsked();
    }

    @Test
    void it_is_laid_out_as_the_net_edition_does() throws IOException {
        Path content = exported().resolve("content");
        assertThat(exported().resolve("import.sh")).isExecutable();
        assertThat(content.resolve(WORLD.app().digest() + ".tgz")).isRegularFile();
        assertThat(content.resolve(NET.key().fingerprint().toString().substring(24) + ".gpg"))
                .isRegularFile();
        try (var files = Files.list(content)) {
            assertThat(files.filter(file -> file.toString().endsWith(".xml"))).hasSize(3);
        }
        try (var all = Files.list(temp)) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".slipway-export-"));
        }
    }
}
