package org.slipway.signature.bouncycastle.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/** Reads files of public keys, armoured or not. */
final class KeyFile {
    private KeyFile() {}

    /** Somebody has published a secret key. */
    static final class HasSecretKey extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** @throws IOException if it is no key file */
    static List<PGPPublicKeyRing> read(byte[] file) throws IOException, HasSecretKey {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        try {
            PGPObjectFactory packets = new PGPObjectFactory(
                    PGPUtil.getDecoderStream(new ByteArrayInputStream(file)), new BcKeyFingerprintCalculator());
            for (Object next; (next = packets.nextObject()) != null; ) {
                if (next instanceof PGPSecretKeyRing) throw new HasSecretKey();
                if (next instanceof PGPPublicKeyRing ring && isOfToday(ring)) rings.add(ring);
            }
        } catch (RuntimeException broken) {
            throw new IOException("no key file: " + broken.getMessage(), broken);
        }
        return rings;
    }

    /** Fingerprints of version 3 can be forged. RFC 9580, section 5.5.2.1. */
    private static boolean isOfToday(PGPPublicKeyRing ring) {
        return ring.getPublicKey().getVersion() >= 4;
    }

    /** What the file has and what the ring has, together. */
    static byte[] join(Path file, PGPPublicKeyRing ring) throws IOException {
        PGPPublicKeyRing all = ring;
        try {
            for (PGPPublicKeyRing known : read(Files.readAllBytes(file))) all = PGPPublicKeyRing.join(known, all);
        } catch (PGPException | RuntimeException | HasSecretKey broken) {
            throw new IOException(
                    "The key file '" + file + "' is damaged; delete it to have the key fetched anew", broken);
        }
        return all.getEncoded();
    }
}
