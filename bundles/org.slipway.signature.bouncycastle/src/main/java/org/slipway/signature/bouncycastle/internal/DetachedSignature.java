package org.slipway.signature.bouncycastle.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Signature.Bad;
import org.slipway.api.signature.Signature.Flaw;
import org.slipway.api.signature.Signature.MissingKey;
import org.slipway.api.signature.Signature.Unsupported;
import org.slipway.api.signature.Signature.Valid;

/** One signature of a document, and everything that has to be right about it. Source: RFC 9580, section 5.2. */
final class DetachedSignature {
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final PGPSignature signature;
    private final byte[] content;
    private final Instant now;

    DetachedSignature(PGPSignature signature, byte[] content, Instant now) {
        this.signature = signature;
        this.content = content;
        this.now = now;
    }

    Signature check(FileKeyring keyring) {
        KeyId issuer = KeyNames.id(issuer());
        Optional<String> refused = refusal();
        if (refused.isPresent()) return new Unsupported(issuer, refused.get());
        List<Certificate> candidates = keyring.find(issuer());
        if (candidates.isEmpty()) return new MissingKey(issuer);
        List<Signature> results = new ArrayList<>();
        for (Certificate certificate : candidates)
            for (PGPPublicKey key : certificate.ring())
                if (key.getKeyID() == issuer()) results.add(by(certificate, key, issuer));
        // Whoever publishes a key with the ID of another's, or another's subkey as his own, must not spoil the other's.
        return results.stream()
                .filter(Valid.class::isInstance)
                .findFirst()
                .or(() -> results.stream().filter(DetachedSignature::isOfTheKey).findFirst())
                .orElse(results.get(0));
    }

    private static boolean isOfTheKey(Signature result) {
        return result instanceof Bad bad && bad.flaw() != Flaw.MISMATCH;
    }

    private long issuer() {
        PGPSignatureSubpacketVector hashed = signature.getHashedSubPackets();
        if (hashed != null && hashed.getIssuerFingerprint() != null)
            return hashed.getIssuerFingerprint().getKeyID();
        return signature.getKeyID();
    }

    private Optional<String> refusal() {
        int type = signature.getSignatureType();
        if (type != PGPSignature.BINARY_DOCUMENT && type != PGPSignature.CANONICAL_TEXT_DOCUMENT)
            return Optional.of("signature type " + type);
        return Understanding.refusal(signature);
    }

    private Signature by(Certificate certificate, PGPPublicKey key, KeyId issuer) {
        if (!isMadeBy(key)) return new Bad(issuer, Flaw.MISMATCH);
        Instant time = Understanding.time(signature).orElseThrow();
        if (time.isAfter(now.plus(CLOCKS_DIFFER))) return new Bad(issuer, Flaw.FROM_THE_FUTURE);
        if (Understanding.isExpired(signature, now)) return new Bad(issuer, Flaw.SIGNATURE_EXPIRED);
        return certificate
                .flaw(key, time, now)
                .<Signature>map(flaw -> new Bad(issuer, flaw))
                .orElseGet(() -> new Valid(
                        KeyNames.fingerprint(certificate.primary()),
                        time,
                        Algorithms.weaknesses(signature.getHashAlgorithm(), key, certificate.primary())));
    }

    private boolean isMadeBy(PGPPublicKey key) {
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), key);
            signature.update(content);
            return signature.verify();
        } catch (PGPException | RuntimeException broken) {
            return false;
        }
    }
}
