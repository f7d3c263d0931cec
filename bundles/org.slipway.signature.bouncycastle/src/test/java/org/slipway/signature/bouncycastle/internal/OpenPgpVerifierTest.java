package org.slipway.signature.bouncycastle.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Keyring.Addition;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Signature.Bad;
import org.slipway.api.signature.Signature.Flaw;
import org.slipway.api.signature.Signature.MissingKey;
import org.slipway.api.signature.Signature.Valid;
import org.slipway.api.signature.Unsigned;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;

/** Keys and signatures are made by the real gpg, which also says what it thinks of each. */
class OpenPgpVerifierTest {
    private static final String FEED = "<?xml version=\"1.0\"?>\n<interface/>\n";

    @TempDir
    Path temp;

    private final ManualLoop loop = new ManualLoop();
    private GnuPg gpg;
    private FileKeyring keyring;
    private OpenPgpVerifier verifier;

    @BeforeEach
    void create() throws IOException {
        gpg = new GnuPg(temp.resolve("g"));
        keyring = new FileKeyring(
                new TestPlaces(temp),
                (file, content) -> {
                    Files.createDirectories(file.getParent());
                    Files.write(file, content);
                },
                new TestHost(Map.of("GNUPGHOME", temp.resolve("none").toString())));
        verifier = new OpenPgpVerifier(keyring, loop);
        loop.set(Instant.now());
    }

    @AfterEach
    void close() throws Exception {
        gpg.close();
    }

    private static KeyId id(String fingerprint) {
        return new KeyId(fingerprint.substring(fingerprint.length() - 16));
    }

    private void know(String key) throws Exception {
        assertThat(keyring.add(gpg.export(key), id(key))).isEqualTo(Addition.ADDED);
    }

    private Signature verify(byte[] document) throws Unsigned {
        List<Signature> signatures = verifier.verify(document).signatures();
        assertThat(signatures).hasSize(1);
        return signatures.get(0);
    }

    private void assertFlaw(byte[] document, Flaw flaw) throws Unsigned {
        assertThat(verify(document))
                .isInstanceOfSatisfying(Bad.class, bad -> assertThat(bad.flaw()).isEqualTo(flaw));
    }

    @Test
    void a_good_signature_is_valid_by_its_primary_key() throws Exception {
        String key = gpg.key("Good <good@example.com>", "ed25519", "sign", "never");
        know(key);
        byte[] document = gpg.sign(FEED, key);
        assertThat(gpg.accepts(document)).isTrue();
        Valid valid = (Valid) verify(document);
        assertThat(valid.key().text()).isEqualTo(key);
        assertThat(valid.time())
                .isBetween(
                        loop.clock().instant().minusSeconds(100),
                        loop.clock().instant().plusSeconds(100));
        assertThat(valid.weaknesses()).isEmpty();
        assertThat(verifier.verify(document).content()).isEqualTo(FEED.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_signing_subkey_counts_as_its_primary_key() throws Exception {
        String key = gpg.key("Sub", "rsa2048", "cert", "never");
        gpg.must(new byte[0], "--quick-add-key", key, "ed25519", "sign", "never");
        byte[] document = gpg.sign(FEED, key);
        Signature.MissingKey missing = (MissingKey) verify(document);
        assertThat(missing.issuer()).isNotEqualTo(id(key));
        assertThat(keyring.add(gpg.export(key), missing.issuer())).isEqualTo(Addition.ADDED);
        assertThat(((Valid) verify(document)).key().text()).isEqualTo(key);
    }

    @Test
    void a_key_that_is_not_there_is_missing() throws Exception {
        String key = gpg.key("Unknown", "ed25519", "sign", "never");
        assertThat(verify(gpg.sign(FEED, key))).isEqualTo(new MissingKey(id(key)));
    }

    @Test
    void a_signature_from_the_future_is_bad() throws Exception {
        String key = gpg.key("Early", "ed25519", "sign", "never");
        know(key);
        byte[] document = gpg.sign(FEED, key);
        loop.set(Instant.now().minus(Duration.ofHours(47)));
        assertFlaw(document, Flaw.FROM_THE_FUTURE);
        loop.set(Instant.now().minus(Duration.ofHours(23)));
        assertThat(verify(document)).isInstanceOf(Valid.class);
    }

    @Test
    void what_is_no_signature_block_is_unsigned() throws Exception {
        String key = gpg.key("Good", "ed25519", "sign", "never");
        know(key);
        String signed = new String(gpg.sign(FEED, key), StandardCharsets.UTF_8);
        for (String broken : List.of(
                FEED,
                "<html>",
                signed + "<!-- more -->",
                signed + "x",
                signed.replace("\n\n-->", "-->"),
                signed.replace("Base64 Signature\n", "Base64 Signature\nxx!x"),
                signed.replace("Base64 Signature\n", "Base64 Signature \n"),
                signed.replace("\n", "\r\n"),
                FEED + "<!-- Base64 Signature\n\n-->\n",
                FEED + "<!-- Base64 Signature\nAAAA\n-->\n"))
            assertThatThrownBy(() -> verifier.verify(broken.getBytes(StandardCharsets.UTF_8)))
                    .as(broken)
                    .isInstanceOf(Unsigned.class);
        byte[] bytes = signed.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> verifier.verify(Arrays.copyOf(bytes, bytes.length - 30)))
                .isInstanceOf(Unsigned.class);
    }

    @Test
    void of_two_blocks_the_last_one_counts_and_covers_all_before_it() throws Exception {
        String key = gpg.key("Good", "ed25519", "sign", "never");
        know(key);
        String first = new String(gpg.sign(FEED, key), StandardCharsets.UTF_8);
        String block = first.substring(FEED.length());
        assertFlaw((first + block).getBytes(StandardCharsets.UTF_8), Flaw.MISMATCH);
        assertThat(verify(gpg.sign(first, key))).isInstanceOf(Valid.class);
    }
}
