package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.Project;
import org.slipway.testnet.FeedText;
import org.slipway.testnet.Release;
import org.slipway.testnet.TestNet;
import org.slipway.testnet.Tree;

/** An installation starts the next version that its feed has, or the one that it started before. */
class SelfUpdateTest {
    private static final String FEED = "/slipway.xml";
    private static final String ARCHIVE = "/slipway-99.tar.gz";

    @TempDir
    Path temp;

    private final TestNet net = TestNet.start();
    private Path program;
    private User user;

    @BeforeEach
    void an_installation_of_ones_own() throws Exception {
        Path root = temp.resolve("slipway");
        ClassArchives.settle(Project.distribution());
        assertThat(new ProcessBuilder("cp", "-r", Project.distribution().toString(), root.toString())
                        .start()
                        .waitFor())
                .isZero();
        program = root.resolve("bin/slipway");
        user = new User(Files.createDirectory(temp.resolve("home")))
                .asking(net.keyInfo().uri())
                .configured(
                        "slipway", "[self]\nself_update_uri = " + net.feeds().uri(FEED) + "\n");
        Tree next = Tree.EMPTY
                .executable("bin/slipway", "#!/bin/sh\necho 'slipway (zero-install) 99'\n")
                .file("lib/slipway.jar", "classes")
                .file("bundles/one.jar", "a bundle")
                .file("share/man/man1/slipway.1", "the page of 99");
        Release release = net.release("99", next, ARCHIVE);
        net.publish(
                FEED,
                FeedText.of(
                        net.feeds().uri(FEED),
                        "Slipway",
                        release.implementation("stability='stable'", "<command name='run' path='bin/slipway'/>")));
    }

    /** As somebody else, who has the same home. */
    @Test
    void where_one_may_not_write_nothing_is_changed_and_it_says_who_may() throws Exception {
        List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        Ended possible = user.run(and(nobody, "true"), Path.of("/dev/null"));
        assumeTrue(possible.status() == 0, "skipped: needs the right to be somebody else (root)");
        Path root = program.getParent().getParent();
        for (String command : List.of(
                "chmod 755 '" + temp + "'",
                "chown -R 65534:65534 '" + user.home() + "'",
                "chmod -R go+rX '" + root + "'"))
            assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor())
                    .isZero();
        String before = contents(root);

        Ended refused = user.run(and(nobody, program.toString(), "self", "update"), Path.of("/dev/null"));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.err())
                .contains(root.toRealPath() + ", where you may not write", "Ask who may", "package manager")
                .doesNotContain("Exception");
        assertThat(contents(root)).isEqualTo(before);
        assertThat(net.feeds().paths()).as("nothing is fetched for nothing").isEmpty();
    }

    private static List<String> and(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toList();
    }

    /** Every name, with its time. */
    private static String contents(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(path -> path + " " + path.toFile().lastModified())
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }

    @AfterEach
    void leave() throws Exception {
        net.close();
        ClassArchives.settle(temp.resolve("slipway"));
        new ProcessBuilder("chmod", "-R", "u+w", temp.toString()).start().waitFor();
    }

    @Test
    void attack_another_archive_is_not_installed_and_the_right_one_is() throws Exception {
        byte[] right = net.archives().get(ARCHIVE);
        byte[] wrong = right.clone();
        wrong[wrong.length / 2] ^= 1;
        net.archives().put(ARCHIVE, wrong);

        Ended attacked = user.type(program, "self", "update");

        assertThat(attacked.status()).as(attacked.toString()).isEqualTo(1);
        assertThat(Files.isSymbolicLink(program)).isFalse();

        net.archives().put(ARCHIVE, right);
        Ended updated = user.type(program, "self", "update");

        assertThat(updated.status()).as(updated.toString()).isZero();
        assertThat(updated.out()).contains("Slipway 99 is installed in ");
        assertThat(user.type(program, "--version").out()).isEqualTo("slipway (zero-install) 99\n");
        Path root = program.getParent().getParent();
        assertThat(root.resolve("share/man/man1/slipway.1")).hasContent("the page of 99");
        assertThat(root.resolve("lib/slipway.jar")).as("of what runs").isRegularFile();
        try (var names = Files.list(root.resolve("bin"))) {
            assertThat(names.map(name -> name.getFileName().toString()))
                    .as("the program, and the one before")
                    .hasSize(2)
                    .contains("slipway")
                    .allMatch(name -> name.startsWith("slipway"));
        }
    }
}
