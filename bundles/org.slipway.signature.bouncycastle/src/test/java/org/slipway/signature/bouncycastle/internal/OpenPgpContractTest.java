package org.slipway.signature.bouncycastle.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.SignatureVerifier;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.SignatureVerifierContract;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;

class OpenPgpContractTest extends SignatureVerifierContract {

    @TempDir
    Path temp;

    private GnuPg gpg;
    private Fingerprint key;
    private OpenPgpVerifier verifier;

    @BeforeEach
    void create() throws Exception {
        gpg = new GnuPg(temp.resolve("g"));
        key = new Fingerprint(gpg.key("Good <good@example.com>", "ed25519", "sign", "never"));
        FileKeyring keyring = new FileKeyring(
                new TestPlaces(temp),
                (file, content) -> {
                    Files.createDirectories(file.getParent());
                    Files.write(file, content);
                },
                new TestHost(Map.of("GNUPGHOME", temp.resolve("none").toString())));
        keyring.add(gpg.export(key.text()), new KeyId(key.text().substring(24)));
        ManualLoop loop = new ManualLoop();
        loop.set(Instant.now());
        verifier = new OpenPgpVerifier(keyring, loop);
    }

    @AfterEach
    void close() throws Exception {
        gpg.close();
    }

    @Override
    protected SignatureVerifier verifier() {
        return verifier;
    }

    @Override
    protected byte[] sign(byte[] content) throws Exception {
        return gpg.sign(new String(content, StandardCharsets.UTF_8), key.text());
    }

    @Override
    protected Fingerprint signer() {
        return key;
    }
}
