package org.slipway.signature.bouncycastle.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Unsigned;

/** The signatures of a signature block. Apart from the component, whose making is not to load Bouncy Castle. */
final class SignaturePackets {
    private static final int SIGNATURE = 2;
    /** To be ignored. RFC 9580, section 5.8. */
    private static final int MARKER = 10;

    private static final int MOST = 64;
    private static final KeyId NOBODY = new KeyId("0000000000000000");

    private SignaturePackets() {}

    interface Check {
        Signature of(PGPSignature signature);
    }

    /** @return one result for each signature; one that cannot be read does not keep the others from being believed */
    static List<Signature> check(byte[] packets, Check check) throws Unsigned {
        List<Signature> results = new ArrayList<>();
        for (Packet packet : split(packets)) {
            if (packet.type() == MARKER) continue;
            if (packet.type() != SIGNATURE)
                throw new Unsigned("the signature block has something else than signatures");
            if (results.size() == MOST) throw new Unsigned("there are more than " + MOST + " signatures");
            results.add(check(packet, check));
        }
        if (results.isEmpty()) throw new Unsigned("the signature block is empty");
        return results;
    }

    private static List<Packet> split(byte[] packets) throws Unsigned {
        try {
            return Packet.split(packets);
        } catch (IOException damaged) {
            throw new Unsigned("the signature block is damaged: " + damaged.getMessage());
        }
    }

    private static Signature check(Packet packet, Check check) {
        int version = packet.version();
        if (version != 3 && version != 4 && version != 6)
            return new Signature.Unsupported(NOBODY, "a signature of version " + version);
        try {
            Object read = new PGPObjectFactory(packet.bytes(), new BcKeyFingerprintCalculator()).nextObject();
            return check.of(((PGPSignatureList) read).get(0));
        } catch (IOException | RuntimeException unreadable) {
            return new Signature.Unsupported(NOBODY, "a signature that cannot be read: " + unreadable.getMessage());
        }
    }
}
