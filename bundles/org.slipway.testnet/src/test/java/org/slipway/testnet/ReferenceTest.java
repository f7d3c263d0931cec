package org.slipway.testnet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference believes what this network says, so it is a fair place to test Slipway in. */
class ReferenceTest {
    private static final Path REFERENCE = Path.of("/usr/bin/0install");

    @TempDir
    Path home;

    private final TestNet net = TestNet.start();

    @BeforeEach
    void needs_the_reference() throws IOException {
        assumeTrue(Files.isExecutable(REFERENCE), "skipped: needs 0install (package 0install-core)");
        Path global = home.resolve("config/injector/global");
        Files.createDirectories(global.getParent());
        Files.writeString(global, "[global]\nkey_info_server = " + net.keyInfo().uri() + "\n");
    }

    @AfterEach
    void stop() {
        net.close();
    }

    private record Ended(int status, String output) {}

    private Ended reference(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(REFERENCE.toString()));
        command.addAll(List.of(arguments));
        Path output = home.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
        builder.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "GNUPGHOME",
                                Files.createDirectories(home.resolve(".gnupg")).toString(),
                        "ZEROINSTALL_PORTABLE_BASE", home.toString()));
        int status = builder.start().waitFor();
        return new Ended(status, Files.readString(output, UTF_8));
    }

    @Test
    void it_runs_the_demo_world() throws Exception {
        DemoWorld world = DemoWorld.publish(net);

        Ended run = reference("-c", "run", world.feed().toString(), "an argument");

        assertThat(run.output()).endsWith(world.output() + "\nan argument\n");
        assertThat(run.status()).isZero();
        assertThat(net.keyInfo().paths()).containsExactly("/key/" + net.key().fingerprint());
        assertThat(Files.readString(home.resolve("config/injector/trustdb.xml")))
                .contains(net.key().fingerprint())
                .contains(net.feeds().uri().getAuthority());
    }

    @Test
    void it_believes_an_rsa_key_and_two_signatures() throws Exception {
        SigningKey rsa = SigningKey.rsa2048("Second", Instant.parse("2023-01-01T00:00:00Z"));
        net.publishKey(rsa);
        net.vote(rsa, "good", "also good");
        net.feeds()
                .put(
                        "/two.xml",
                        FeedSigner.sign(
                                FeedText.of(net.feeds().uri("/two.xml"), "two", ""), Instant.now(), rsa, net.key()));

        Ended imported = reference("-c", "import", keep("two.xml", net.feeds().get("/two.xml")));

        assertThat(imported.status()).as(imported.output()).isZero();
    }

    @Test
    void it_refuses_a_feed_with_a_wrong_byte() throws Exception {
        DemoWorld.publish(net);
        byte[] feed = net.feeds().get(DemoWorld.APP);
        feed[new String(feed, UTF_8).indexOf("hello.sh")] ^= 1;

        assertThat(reference("-c", "import", keep("hello.xml", feed)).output()).containsIgnoringCase("bad signature");
    }

    @Test
    void it_computes_the_same_digests() throws Exception {
        Tree tree = Tree.EMPTY
                .file("b", "b")
                .file("a b", "")
                .file("é", "not ASCII")
                .executable("bin/x", "#!/bin/sh\n")
                .symlink("bin/link", "x")
                .file("bin-2/y", "y")
                .file("bin/deep/er/z", "z");
        Path tar = Files.write(home.resolve("t.tar.gz"), Archives.tarGz(tree, "top"));

        assertThat(reference("digest", "--algorithm=sha256new", tar.toString(), "top")
                        .output())
                .isEqualTo("sha256new_" + ManifestText.sha256new(tree) + "\n");
        assertThat(reference("digest", "--algorithm=sha256", tar.toString(), "top")
                        .output())
                .isEqualTo("sha256=" + ManifestText.sha256(tree) + "\n");
        assertThat(reference("digest", "--algorithm=sha1new", tar.toString(), "top")
                        .output())
                .isEqualTo("sha1new=" + ManifestText.sha1new(tree) + "\n");
    }

    @Test
    void it_unpacks_a_zip_to_the_same_digest() throws Exception {
        Tree tree = Tree.EMPTY.file("a", "a").file("dir/b", "b");
        Path zip = Files.write(home.resolve("t.zip"), Archives.zip(tree, ""));

        assertThat(reference("digest", "--algorithm=sha256new", zip.toString()).output())
                .isEqualTo("sha256new_" + ManifestText.sha256new(tree) + "\n");
    }

    private String keep(String name, byte[] bytes) throws IOException {
        return Files.write(home.resolve(name), bytes).toString();
    }
}
