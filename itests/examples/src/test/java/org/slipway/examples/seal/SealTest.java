package org.slipway.examples.seal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.SignatureVerifier;
import org.slipway.api.signature.Unsigned;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.SignatureVerifierContract;
import org.slipway.testkit.TestPlaces;

class SealTest extends SignatureVerifierContract {

    @TempDir
    Path home;

    private TestPlaces places;
    private KeyPair pair;
    private String time = "2024-05-01T00:00:00Z";

    @BeforeEach
    void writeKey() throws IOException, GeneralSecurityException {
        places = new TestPlaces(home);
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path file = places.config().resolve("injector/seals");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()) + "\n");
    }

    @Override
    protected SignatureVerifier verifier() {
        ManualLoop loop = new ManualLoop();
        loop.set(Instant.parse("2024-06-01T00:00:00Z"));
        return new Seal(places, loop);
    }

    @Override
    protected Fingerprint signer() {
        try {
            return Seal.nameOf(pair.getPublic().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    protected byte[] sign(byte[] content) throws Exception {
        String covered = new String(content, ISO_8859_1) + "<!-- Seal " + signer() + " " + time + " ";
        java.security.Signature sealing = java.security.Signature.getInstance("Ed25519");
        sealing.initSign(pair.getPrivate());
        sealing.update(covered.getBytes(ISO_8859_1));
        return (covered + Base64.getEncoder().encodeToString(sealing.sign()) + " -->\n").getBytes(ISO_8859_1);
    }

    @Test
    void a_seal_of_a_key_that_is_not_kept_is_no_proof() throws Exception {
        byte[] document = sign("<interface/>\n".getBytes(UTF_8));
        Files.delete(places.config().resolve("injector/seals"));
        assertThat(verifier().verify(document).signatures()).singleElement().isInstanceOf(Signature.MissingKey.class);
    }

    @Test
    void a_seal_of_the_future_does_not_keep_out_what_follows_it() throws Exception {
        time = "2096-01-01T00:00:00Z";
        assertThat(verifier().verify(sign("<interface/>\n".getBytes(UTF_8))).signatures())
                .singleElement()
                .isInstanceOfSatisfying(
                        Signature.Bad.class, bad -> assertThat(bad.flaw()).isEqualTo(Signature.Flaw.FROM_THE_FUTURE));
    }

    @Test
    void what_is_no_base64_is_no_seal() throws Exception {
        String document = new String(sign("<interface/>\n".getBytes(UTF_8)), ISO_8859_1);
        int signature = document.length() - 93;
        String attack = document.substring(0, signature) + "=" + document.substring(signature + 1);
        assertThatThrownBy(() -> verifier().verify(attack.getBytes(ISO_8859_1))).isInstanceOf(Unsigned.class);
    }

    @Test
    void a_line_that_is_no_key_is_named() throws Exception {
        byte[] document = sign("<interface/>\n".getBytes(UTF_8));
        for (String line : List.of("# mine", "AAAA")) {
            Files.writeString(places.config().resolve("injector/seals"), line + "\n");
            assertThatThrownBy(() -> verifier().verify(document))
                    .isInstanceOf(Unsigned.class)
                    .hasMessageContaining("injector/seals")
                    .hasMessageContaining(line);
        }
    }
}
