package org.slipway.signature.bouncycastle.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.slipway.api.signature.Unsigned;

/** Reads the packets of a signature block. Apart from the component, whose making is not to load Bouncy Castle. */
final class SignaturePackets {
    private static final int MOST = 64;

    private SignaturePackets() {}

    static List<PGPSignature> read(byte[] packets) throws Unsigned {
        List<PGPSignature> signatures = new ArrayList<>();
        try {
            PGPObjectFactory objects = new PGPObjectFactory(packets, new BcKeyFingerprintCalculator());
            for (Object next; (next = objects.nextObject()) != null; ) {
                if (!(next instanceof PGPSignatureList list))
                    throw new Unsigned("the signature block has something else than signatures");
                list.forEach(signatures::add);
            }
        } catch (IOException | RuntimeException broken) {
            throw new Unsigned("the signature block is damaged: " + broken.getMessage());
        }
        if (signatures.isEmpty()) throw new Unsigned("the signature block is empty");
        if (signatures.size() > MOST) throw new Unsigned("there are more than " + MOST + " signatures");
        return signatures;
    }
}
