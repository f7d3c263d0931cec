package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

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

    @AfterEach
    void leave() throws Exception {
        net.close();
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
