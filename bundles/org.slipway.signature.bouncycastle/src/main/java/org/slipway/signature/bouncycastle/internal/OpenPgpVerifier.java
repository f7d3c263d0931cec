package org.slipway.signature.bouncycastle.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.SignatureVerifier;
import org.slipway.api.signature.Signed;
import org.slipway.api.signature.Unsigned;
import org.slipway.async.Loop;

/** Verifies the OpenPGP signatures in the comment at the end of a feed. */
@Component
public final class OpenPgpVerifier implements SignatureVerifier {
    private static final int MOST = 64;

    private final FileKeyring keyring;
    private final Loop loop;

    @Activate
    public OpenPgpVerifier(@Reference FileKeyring keyring, @Reference Loop loop) {
        this.keyring = keyring;
        this.loop = loop;
    }

    @Override
    public Signed verify(byte[] document) throws Unsigned {
        SignatureBlock block = SignatureBlock.of(document);
        List<Signature> checked = new ArrayList<>();
        for (PGPSignature signature : signatures(block.packets()))
            checked.add(new DetachedSignature(
                            signature, block.content(), loop.clock().instant())
                    .check(keyring));
        return new Signed(block.content(), List.copyOf(checked));
    }

    private static List<PGPSignature> signatures(byte[] packets) throws Unsigned {
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
