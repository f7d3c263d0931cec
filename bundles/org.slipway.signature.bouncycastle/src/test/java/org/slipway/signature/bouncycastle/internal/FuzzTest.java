package org.slipway.signature.bouncycastle.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Signed;
import org.slipway.api.signature.Unsigned;
import org.slipway.testkit.Fuzz;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;

/** Signature blocks, packets and key files that are changed at random. */
class FuzzTest {
    private static final int MUTATIONS = 1000 * Integer.getInteger("slipway.effort", 1);
    private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");
    private static final byte[] FEED = GnuPgCases.FEED;
    private static final List<String> WORDS = List.of(
            "\n<!-- Base64 Signature\n",
            "\n-->",
            "=",
            "\r",
            "\0\0\0\0",
            "\u00ff\u00ff\u00ff\u00ff",
            "\u00c2",
            "\u0088",
            "A".repeat(900));

    @TempDir
    Path temp;

    private final ManualLoop loop = new ManualLoop();
    private final List<byte[]> signatures = new ArrayList<>();
    private final List<byte[]> certificates = new ArrayList<>();
    private FileKeyring keyring;
    private OpenPgpVerifier verifier;
    private KeyId wanted;

    @BeforeEach
    void create() throws Exception {
        loop.set(THEN.plusSeconds(1000));
        keyring = new FileKeyring(
                new TestPlaces(temp),
                (file, content) -> {
                    Files.createDirectories(file.getParent());
                    Files.write(file, content);
                },
                new TestHost(Map.of("GNUPGHOME", temp.resolve("none").toString())));
        verifier = new OpenPgpVerifier(keyring, loop);
        for (int algorithm : List.of(MadeKey.EDDSA_LEGACY, MadeKey.RSA, MadeKey.DSA))
            add(MadeKey.of(4, algorithm, THEN));
        add(MadeKey.of(6, MadeKey.ED25519, THEN));
    }

    private void add(MadeKey key) throws Exception {
        byte[] certificate = Certified.of(key).bytes();
        certificates.add(certificate);
        wanted = key.keyId();
        keyring.add(certificate, wanted);
        signatures.add(
                MadeSignature.of(key, MadeSignature.BINARY, THEN.plusSeconds(9)).packet(FEED));
    }

    @Test
    void a_changed_signature_block_is_valid_only_for_what_was_signed() {
        List<byte[]> documents =
                signatures.stream().map(packets -> document(FEED, packets)).toList();
        new Fuzz(documents, WORDS).run(MUTATIONS, this::verify);
    }

    @Test
    void changed_packets_are_valid_only_for_what_was_signed() {
        new Fuzz(signatures, WORDS).run(MUTATIONS, packets -> verify(document(FEED, packets)));
    }

    private static byte[] document(byte[] content, byte[] packets) {
        return new SignatureCase("", content, packets, new byte[0], "", SignatureCase.Oracle.RFC, "").document();
    }

    private void verify(byte[] document) {
        try {
            Signed signed = verifier.verify(document);
            assertThat(signed.signatures()).isNotEmpty();
            boolean valid = signed.signatures().stream().anyMatch(Signature.Valid.class::isInstance);
            if (valid)
                assertThat(Arrays.equals(signed.content(), FEED))
                        .as("the content is what was signed")
                        .isTrue();
        } catch (Unsigned expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
    }

    @Test
    void a_changed_key_file_is_a_key_file_or_none() {
        FileKeyring writesNothing = new FileKeyring(
                new TestPlaces(temp.resolve("other")),
                (file, content) -> {},
                new TestHost(Map.of("GNUPGHOME", "/none")));
        new Fuzz(certificates, WORDS).run(MUTATIONS, file -> {
            for (KeyId key : List.of(wanted, new KeyId("0123456789ABCDEF"))) writesNothing.add(file, key);
        });
    }

    @Test
    void a_changed_ring_makes_nothing_valid_that_was_not() throws IOException {
        Path home = Files.createDirectories(temp.resolve("home"));
        FileKeyring withRing = new FileKeyring(
                new TestPlaces(temp.resolve("other")),
                (file, content) -> {},
                new TestHost(Map.of("GNUPGHOME", home.toString())));
        byte[] tampered = document(SignatureCase.text("<?xml version=\"1.0\"?>\n<evil/>\n"), signatures.get(0));
        new Fuzz(certificates, WORDS).run(MUTATIONS / 4, ring -> {
            Files.write(home.resolve("pubring.gpg"), ring);
            assertThat(new OpenPgpVerifier(withRing, loop).verify(tampered).signatures())
                    .noneMatch(Signature.Valid.class::isInstance);
        });
    }
}
