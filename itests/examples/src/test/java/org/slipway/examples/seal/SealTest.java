package org.slipway.examples.seal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.SignatureVerifier;
import org.slipway.testkit.SignatureVerifierContract;
import org.slipway.testkit.TestPlaces;

class SealTest extends SignatureVerifierContract {

    @TempDir
    Path home;

    private TestPlaces places;
    private KeyPair pair;

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
        return new Seal(places);
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
        String covered = new String(content, ISO_8859_1) + "<!-- Seal " + signer() + " 2024-05-01T00:00:00Z ";
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
}
