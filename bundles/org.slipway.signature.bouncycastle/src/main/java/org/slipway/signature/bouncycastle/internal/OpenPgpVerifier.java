package org.slipway.signature.bouncycastle.internal;

import java.time.Instant;
import java.util.List;

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
        Instant now = loop.clock().instant();
        List<Signature> checked = SignaturePackets.check(
                block.packets(), signature -> new DetachedSignature(signature, block.content(), now).check(keyring));
        return new Signed(block.content(), List.copyOf(checked));
    }
}
