package org.slipway.signature.bouncycastle.internal;

import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.openpgp.PGPSignature;
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
        for (PGPSignature signature : SignaturePackets.read(block.packets()))
            checked.add(new DetachedSignature(
                            signature, block.content(), loop.clock().instant())
                    .check(keyring));
        return new Signed(block.content(), List.copyOf(checked));
    }
}
