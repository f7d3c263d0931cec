package org.slipway.signature.bouncycastle.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/** Reads files of public keys, armoured or not. */
final class KeyFile {
    private static final int SECRET_KEY = 5;
    private static final int PUBLIC_KEY = 6;
    private static final int SECRET_SUBKEY = 7;
    private static final int TRUST = 12;

    private KeyFile() {}

    /** Somebody has published a secret key. */
    static final class HasSecretKey extends Exception {
        private static final long serialVersionUID = 1;
    }

    /**
     * The keys in it; one that is of no kind that we know does not keep the others away.
     *
     * @throws IOException if it is no key file
     */
    static List<PGPPublicKeyRing> read(byte[] file) throws IOException, HasSecretKey {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        for (Packet packet : Packet.split(Armour.isArmoured(file) ? Armour.remove(file) : file)) {
            if (packet.type() == SECRET_KEY || packet.type() == SECRET_SUBKEY) throw new HasSecretKey();
            if (packet.type() == PUBLIC_KEY) take(rings, key);
            // GnuPG notes its own trust between the packets of a ring.
            if (packet.type() != TRUST) key.writeBytes(packet.bytes());
        }
        take(rings, key);
        return rings;
    }

    private static void take(List<PGPPublicKeyRing> rings, ByteArrayOutputStream packets) {
        byte[] key = packets.toByteArray();
        packets.reset();
        if (key.length == 0) return;
        try {
            PGPPublicKeyRing ring = new PGPPublicKeyRing(key, new BcKeyFingerprintCalculator());
            if (isOfToday(ring)) rings.add(ring);
        } catch (IOException | RuntimeException unknown) {
            // It is as if it were not there.
        }
    }

    /** Fingerprints of version 3 can be forged. RFC 9580, section 5.5.2.1. */
    private static boolean isOfToday(PGPPublicKeyRing ring) {
        int version = ring.getPublicKey().getVersion();
        return version == 4 || version == 6;
    }

    /** What the file has and what the ring has, together. */
    static byte[] join(Path file, PGPPublicKeyRing ring) throws IOException {
        PGPPublicKeyRing all = ring;
        try {
            for (PGPPublicKeyRing known : read(Files.readAllBytes(file))) all = PGPPublicKeyRing.join(known, all);
        } catch (PGPException | IOException | RuntimeException | HasSecretKey broken) {
            throw new IOException(
                    "The key file '" + file + "' is damaged; delete it to have the key fetched anew", broken);
        }
        return all.getEncoded();
    }
}
