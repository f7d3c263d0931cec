package org.slipway.itests.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.User;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.FeedSigner;
import org.slipway.testnet.SigningKey;
import org.slipway.testnet.TestNet;

/** {@code import} of a directory that somebody has changed on its way, who may write whatever they like into it. */
class HostileExportTest {
    private static final Instant YESTERDAY = Instant.now().minus(Duration.ofDays(1));
    private static final String OWNER = "m@example.com";
    private static final SigningKey MALLORY =
            SigningKey.ed25519("Mallory <" + OWNER + ">", YESTERDAY.minus(Duration.ofDays(365)));

    private static final TestNet NET = TestNet.start();
    private static final DemoWorld WORLD = DemoWorld.publish(NET);

    @TempDir
    static Path original;

    @TempDir
    Path temp;

    private Path content;
    private User victim;

    @BeforeAll
    static void export() throws Exception {
        User author = new User(Files.createDirectory(original.resolve("author")))
                .asking(NET.keyInfo().uri());
        Ended exported = author.slipway("export", WORLD.feed(), original.resolve("exported"));
        assertThat(exported.status()).as(exported.toString()).isZero();
    }

    @BeforeEach
    void copy() throws Exception {
        copied(original.resolve("exported"), temp.resolve("exported"));
        content = temp.resolve("exported/content");
        victim = new User(Files.createDirectory(temp.resolve("victim")))
                .configured("global", "[global]\nnetwork_use = off-line\n");
    }

    private static void copied(Path from, Path to) throws Exception {
        new ProcessBuilder("cp", "-a", from.toString(), to.toString()).start().waitFor();
    }

    @AfterAll
    static void leave() throws Exception {
        NET.close();
        new ProcessBuilder("chmod", "-R", "u+w", original.toString()).start().waitFor();
    }

    private Ended imported() throws Exception {
        Ended ended = victim.slipway("import", "--trust", NET.key().fingerprint(), temp.resolve("exported"));
        new ProcessBuilder("chmod", "-R", "u+w", victim.home().toString())
                .start()
                .waitFor();
        assertThat(ended.err()).doesNotContain("Exception", "\tat ");
        return ended;
    }

    private void nothingIsStored() throws IOException {
        Path store = victim.home().resolve("cache/implementations");
        if (!Files.exists(store)) return;
        try (Stream<Path> all = Files.list(store)) {
            assertThat(all.filter(path -> !path.endsWith(".slipway.lock"))).isEmpty();
        }
    }

    private Path feed() throws IOException {
        try (Stream<Path> all = Files.list(content)) {
            return all.filter(path -> path.toString().endsWith("hello.xml"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What the victim has of keys now. */
    private String keyring() throws IOException {
        StringBuilder all = new StringBuilder();
        Path keys = victim.home().resolve("config/injector/slipway-keys");
        if (!Files.exists(keys)) return "";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(keys)) {
            for (Path file : files) all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    private static String unsigned(Path feed) throws IOException {
        return Files.readString(feed).replaceFirst("(?s)<!-- Base64 Signature.*", "");
    }

    private void isRefused(String why) throws Exception {
        Ended ended = imported();
        assertThat(ended.status()).as(ended.toString()).isEqualTo(1);
        assertThat(ended.err()).contains(why);
        nothingIsStored();
        assertThat(victim.slipway("list").out()).doesNotContain("hello.xml");
    }

    @Test
    void a_feed_that_nobody_has_signed() throws Exception {
        Files.writeString(feed(), unsigned(feed()));
        isRefused("is not signed");
    }

    @Test
    void a_feed_that_was_changed_after_it_was_signed() throws Exception {
        Files.writeString(feed(), Files.readString(feed()).replace("hello", "jello"));
        isRefused("signature");
    }

    @Test
    void a_feed_signed_by_somebody_else_whose_key_lies_beside_it() throws Exception {
        Files.write(feed(), FeedSigner.sign(unsigned(feed()), YESTERDAY, MALLORY));
        Files.write(content.resolve(MALLORY.keyId() + ".gpg"), MALLORY.armoured());
        isRefused(MALLORY.fingerprint());
        assertThat(keyring()).contains(OWNER);
    }

    @Test
    void a_key_file_that_brings_another_key_than_its_name_says() throws Exception {
        Files.write(feed(), FeedSigner.sign(unsigned(feed()), YESTERDAY, MALLORY));
        Files.write(content.resolve(NET.key().keyId() + ".gpg"), MALLORY.armoured());
        isRefused("key");
        assertThat(keyring()).doesNotContain(OWNER);
    }

    @Test
    void a_key_file_that_is_a_link_to_a_key_elsewhere_on_this_machine() throws Exception {
        Files.write(feed(), FeedSigner.sign(unsigned(feed()), YESTERDAY, MALLORY));
        Path elsewhere = Files.write(temp.resolve("elsewhere.gpg"), MALLORY.armoured());
        Files.createSymbolicLink(content.resolve(MALLORY.keyId() + ".gpg"), elsewhere);
        isRefused("key");
        assertThat(keyring()).doesNotContain(OWNER);
    }

    @Test
    void content_that_is_a_link_to_another_directory() throws Exception {
        Path elsewhere = Files.move(content, temp.resolve("elsewhere"));
        Files.createSymbolicLink(content, elsewhere);
        isRefused("has neither feeds");
    }

    @Test
    void a_feed_of_another_site_in_the_file_of_this_one() throws Exception {
        URI elsewhere = URI.create("http://elsewhere.example/hello.xml");
        String other = unsigned(feed()).replace(WORLD.feed().toString(), elsewhere.toString());
        Files.write(feed(), FeedSigner.sign(other, YESTERDAY, MALLORY));
        Files.write(content.resolve(MALLORY.keyId() + ".gpg"), MALLORY.armoured());
        isRefused(elsewhere.toString());
    }

    @Test
    void a_feed_whose_uri_leads_out_of_the_cache() throws Exception {
        String other = unsigned(feed())
                .replace(WORLD.feed().toString(), "http://elsewhere.example/../../../../config/injector/global");
        Files.write(feed(), FeedSigner.sign(other, YESTERDAY, NET.key()));
        String before = Files.readString(victim.home().resolve("config/injector/global"));
        imported();
        assertThat(victim.home().resolve("config/injector/global")).hasContent(before);
        try (Stream<Path> all = Files.walk(victim.home().resolve("cache/interfaces"))) {
            assertThat(all.filter(Files::isDirectory)).hasSize(1);
        }
    }

    @Test
    void an_archive_with_something_else_than_its_name_says() throws Exception {
        Path archive = content.resolve(WORLD.app().digest() + ".tgz");
        Files.copy(
                content.resolve(WORLD.library().digest() + ".tgz"),
                archive,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Ended ended = imported();
        assertThat(ended.status()).as(ended.toString()).isEqualTo(1);
        assertThat(ended.err()).contains("The digest of '" + archive + "' is wrong; nothing was stored");
        assertThat(victim.home()
                        .resolve("cache/implementations")
                        .resolve(WORLD.app().digest()))
                .doesNotExist();
    }

    @Test
    void an_archive_that_is_cut_off() throws Exception {
        Path archive = content.resolve(WORLD.app().digest() + ".tgz");
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        Ended ended = imported();
        assertThat(ended.status()).as(ended.toString()).isEqualTo(1);
        assertThat(ended.err()).contains(archive.toString());
        assertThat(victim.home()
                        .resolve("cache/implementations")
                        .resolve(WORLD.app().digest()))
                .doesNotExist();
    }

    @Test
    void an_archive_that_writes_beside_its_tree() throws Exception {
        Path archive = content.resolve(WORLD.app().digest() + ".tgz");
        Path tree = Files.createDirectories(temp.resolve("a/b"));
        Files.writeString(temp.resolve("planted"), "");
        new ProcessBuilder("tar", "-C", tree.toString(), "-Pczf", archive.toString(), "../../planted")
                .start()
                .waitFor();
        Ended ended = imported();
        assertThat(ended.status()).as(ended.toString()).isEqualTo(1);
        try (Stream<Path> all = Files.walk(victim.home())) {
            assertThat(all.filter(path -> path.endsWith("planted"))).isEmpty();
        }
    }

    @Test
    void a_feed_of_endless_size() throws Exception {
        try (RandomAccessFile sparse =
                new RandomAccessFile(content.resolve("a.xml").toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        isRefused("is too long for a feed");
    }

    @Test
    void links_out_of_the_directory_and_pipes_in_it() throws Exception {
        Path secret = Files.writeString(temp.resolve("secret"), "<secret>of the victim's</secret>");
        Files.createSymbolicLink(content.resolve("a.xml"), secret);
        Files.createSymbolicLink(content.resolve("b.xml"), Path.of("/dev/zero"));
        new ProcessBuilder("mkfifo", content.resolve("c.xml").toString())
                .start()
                .waitFor();
        Ended ended = imported();
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.err()).doesNotContain("secret");
    }

    @Test
    void an_older_feed_than_the_one_that_is_here() throws Exception {
        assertThat(imported().status()).isZero();
        byte[] before = Files.readAllBytes(cached());
        Instant older = Instant.parse("2024-02-29T00:00:00Z");
        Files.write(feed(), FeedSigner.sign(unsigned(feed()) + "<!-- older -->\n", older, NET.key()));
        Ended ended = imported();
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.err()).contains("A newer one than " + feed() + " is here already");
        assertThat(Files.readAllBytes(cached())).isEqualTo(before);
    }

    private Path cached() throws IOException {
        try (Stream<Path> all = Files.list(victim.home().resolve("cache/interfaces"))) {
            return all.filter(path -> path.toString().endsWith("hello.xml"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
