package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Signature;
import org.slipway.cli.internal.FeedSigning.Outcome;
import org.slipway.testkit.TestHost;

/** The real gpg signs, and somebody who has only what is published verifies. */
class FeedSigningTest {
    private static final byte[] FEED = "<?xml version='1.0'?>\n<a/>\n".getBytes(UTF_8);

    @TempDir
    Path temp;

    private Path home;
    private Path file;
    private Signature seen = new Signature.MissingKey(new KeyId("0".repeat(16)));

    @BeforeEach
    void there_is_a_publisher() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gpg")), "skipped: needs gpg");
        home = home("gnupg");
        file = Files.write(temp.resolve("a.xml"), FEED);
    }

    @AfterEach
    void the_agent_ends() throws Exception {
        new ProcessBuilder("gpgconf", "--homedir", home.toString(), "--kill", "all")
                .start()
                .waitFor();
    }

    private Path home(String name) throws Exception {
        Path directory = Files.createDirectory(temp.resolve(name));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        return directory;
    }

    private List<String> gpg(Path in, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "gpg",
                "--homedir",
                in.toString(),
                "--batch",
                "--no-tty",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                "",
                "--status-fd",
                "1"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(temp.resolve("gpg.err").toFile())
                .start();
        process.getOutputStream().close();
        List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        process.waitFor();
        return lines;
    }

    /** Gives its fingerprint. */
    private String key(String user, String usage) throws Exception {
        return gpg(home, "--quick-generate-key", user, "ed25519", usage, "never").stream()
                .filter(line -> line.contains("KEY_CREATED"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    private FeedSigning signing(String path) {
        TestHost host = new TestHost(Map.of("PATH", path, "GNUPGHOME", home.toString(), "HOME", temp.toString()), temp);
        return new FeedSigning(
                host, document -> List.of(seen), (replaced, content) -> Files.write(replaced, content), true);
    }

    private Outcome sign(String... keys) throws Exception {
        byte[] before = Files.readAllBytes(file);
        return signing("relative:/usr/bin").sign(file, before, SignatureComment.content(before), List.of(keys));
    }

    private void refusedFeed(ThrowingCallable signing, String why) {
        assertThatThrownBy(signing).isInstanceOf(Complaint.class).hasMessageContaining(why);
        assertThat(file).hasBinaryContent(FEED);
    }

    private void refused(ThrowingCallable signing, String why) throws Exception {
        refusedFeed(signing, why);
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).noneMatch(path -> path.toString().endsWith(".gpg"));
        }
    }

    /** What gpg says who has got the key file of this ID and the feed, and nothing else. */
    private List<String> verified(String id) throws Exception {
        Path stranger = home("stranger" + id);
        gpg(stranger, "--import", temp.resolve(id + ".gpg").toString());
        byte[] document = Files.readAllBytes(file);
        Path signature = Files.write(temp.resolve("sig"), SignatureComment.packets(document));
        Path content = Files.write(temp.resolve("content"), SignatureComment.content(document));
        return gpg(stranger, "--verify", signature.toString(), content.toString()).stream()
                .filter(line -> line.contains(" VALIDSIG "))
                .map(line -> line.split(" ")[2])
                .toList();
    }

    private static String id(String fingerprint) {
        return fingerprint.substring(24);
    }

    @Test
    void what_is_published_is_enough_to_verify_it() throws Exception {
        String key = key("a@example.com", "sign");

        Outcome outcome = sign();

        assertThat(outcome).isEqualTo(new Outcome(List.of(key), List.of(temp.resolve(id(key) + ".gpg"))));
        assertThat(verified(id(key))).containsExactly(key);
        assertThat(temp.resolve(id(key) + ".gpg")).content().startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----");
        assertThat(Files.readAllBytes(file)).startsWith(FEED);
    }

    @Test
    void a_signature_takes_the_place_of_the_one_before() throws Exception {
        String first = key("a@example.com", "sign");
        String second = key("b@example.com", "sign");
        sign(first);
        assertThat(sign("b@example.com").keys()).containsExactly(second);

        assertThat(SignatureComment.content(Files.readAllBytes(file))).isEqualTo(FEED);
        assertThat(verified(id(second))).containsExactly(second);
        assertThat(sign(second).keyFiles()).isEmpty();
    }

    @Test
    void several_keys_make_several_signatures() throws Exception {
        String first = key("a@example.com", "sign");
        String second = key("b@example.com", "sign");

        assertThat(sign(first, second).keyFiles()).hasSize(2);

        assertThat(verified(id(first))).containsExactly(first);
        assertThat(verified(id(second))).containsExactly(second);
    }

    @Test
    void the_key_file_is_named_by_the_subkey_that_programs_ask_for() throws Exception {
        String primary = key("a@example.com", "cert");
        gpg(home, "--quick-add-key", primary, "ed25519", "sign", "never");

        String signer = sign(primary).keys().get(0);

        assertThat(signer).isNotEqualTo(primary);
        assertThat(verified(id(signer))).containsExactly(signer);
    }

    @Test
    void what_gpg_conf_says_of_armour_and_text_does_not_matter() throws Exception {
        String key = key("a@example.com", "sign");
        Files.writeString(home.resolve("gpg.conf"), "armor\ntextmode\ncomment x\n");
        sign();
        assertThat(verified(id(key))).containsExactly(key);
    }

    @Test
    void an_old_key_file_is_brought_up_to_date_and_those_who_may_read_the_feed_still_may() throws Exception {
        String key = key("a@example.com", "sign");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.writeString(temp.resolve(id(key) + ".gpg"), "old");
        assertThat(sign().keyFiles()).hasSize(1);
        assertThat(verified(id(key))).containsExactly(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void nothing_changes_without_a_secret_key() throws Exception {
        refused(this::sign, "--key ID");
        refused(() -> sign("nobody@example.com"), "gpg --list-secret-keys");
    }

    @Test
    void nothing_changes_without_gpg() throws Exception {
        refused(() -> signing(temp.toString() + ":").sign(file, FEED, FEED, List.of()), "Install GnuPG");
    }

    @Test
    void nothing_changes_where_users_would_not_accept_the_signature() throws Exception {
        key("a@example.com", "sign");
        seen = new Signature.Unsupported(new KeyId("A".repeat(16)), "SHA-1 after 2021");
        refused(this::sign, "SHA-1 after 2021");
        seen = new Signature.Bad(new KeyId("A".repeat(16)), Signature.Flaw.MISMATCH);
        refused(this::sign, "changed after it was signed");
    }

    @Test
    void what_others_would_take_for_no_feed_is_not_signed() {
        assertThatThrownBy(() -> signing("/usr/bin").sign(file, FEED, "<a/>\n".getBytes(UTF_8), List.of()))
                .hasMessageContaining("<?xml");
    }

    @Test
    void who_has_signed_before_is_asked_again_even_if_the_feed_has_changed_since() throws Exception {
        assertThat(signing("/usr/bin").signers(FEED)).containsExactly("0".repeat(16));
        Fingerprint key = new Fingerprint("C".repeat(40));
        seen = new Signature.Valid(key, Instant.EPOCH, List.of());
        assertThat(signing("/usr/bin").signers(FEED)).containsExactly(key.text());
    }

    @Test
    void what_somebody_writes_while_a_passphrase_is_asked_for_is_not_lost() throws Exception {
        key("a@example.com", "sign");
        byte[] before = "<?xml version='1.0'?>\n<b/>\n".getBytes(UTF_8);
        refusedFeed(() -> signing("/usr/bin").sign(file, before, before, List.of()), "changed meanwhile");
    }
}
