package org.slipway.signature.bouncycastle.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Signature.Flaw;

/**
 * A primary key with its subkeys and what they say about each other. The library only computes; which of these statements
 * hold is judged here. Source: RFC 9580, sections 5.2.1 and 5.2.3.
 */
final class Certificate {
    private static final BcPGPContentVerifierBuilderProvider VERIFIERS = new BcPGPContentVerifierBuilderProvider();

    private final PGPPublicKeyRing ring;
    private final PGPPublicKey primary;

    Certificate(PGPPublicKeyRing ring) {
        this.ring = ring;
        this.primary = ring.getPublicKey();
    }

    PGPPublicKeyRing ring() {
        return ring;
    }

    PGPPublicKey primary() {
        return primary;
    }

    /** Why a signature that this key made at this time does not count; absent if it does. */
    Optional<Flaw> flaw(PGPPublicKey signer, Instant signedAt, Instant now) {
        if (isRevoked(primary, PGPSignature.KEY_REVOCATION)) return Optional.of(Flaw.KEY_REVOKED);
        Optional<PGPSignature> self = latest(selfSignatures(now));
        if (self.isEmpty()) return Optional.of(Flaw.WRONG_KEY_USAGE);
        if (isExpired(primary, self.get(), signedAt)) return Optional.of(Flaw.KEY_EXPIRED);
        if (signer.getKeyIdentifier().equals(primary.getKeyIdentifier())) return usage(primary, self.get(), signedAt);
        return subkeyFlaw(signer, signedAt, now);
    }

    private Optional<Flaw> subkeyFlaw(PGPPublicKey subkey, Instant signedAt, Instant now) {
        if (isRevoked(subkey, PGPSignature.SUBKEY_REVOCATION)) return Optional.of(Flaw.KEY_REVOKED);
        Optional<PGPSignature> binding = latest(bindings(subkey, now));
        if (binding.isEmpty()) return Optional.of(Flaw.UNBOUND_SUBKEY);
        if (isExpired(subkey, binding.get(), signedAt)) return Optional.of(Flaw.KEY_EXPIRED);
        return usage(subkey, binding.get(), signedAt);
    }

    private static Optional<Flaw> usage(PGPPublicKey key, PGPSignature self, Instant signedAt) {
        boolean beforeTheKey = signedAt.isBefore(key.getCreationTime().toInstant());
        PGPSignatureSubpacketVector hashed = self.getHashedSubPackets();
        boolean hasFlags = hashed != null && hashed.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS);
        boolean notForSigning = hasFlags && (hashed.getKeyFlags() & KeyFlags.SIGN_DATA) == 0;
        return beforeTheKey || notForSigning ? Optional.of(Flaw.WRONG_KEY_USAGE) : Optional.empty();
    }

    private static boolean isExpired(PGPPublicKey key, PGPSignature self, Instant signedAt) {
        PGPSignatureSubpacketVector hashed = self.getHashedSubPackets();
        long seconds = hashed == null ? 0 : hashed.getKeyExpirationTime();
        return seconds > 0 && signedAt.isAfter(key.getCreationTime().toInstant().plusSeconds(seconds));
    }

    private List<PGPSignature> selfSignatures(Instant now) {
        List<PGPSignature> valid = new ArrayList<>();
        for (Iterator<byte[]> ids = primary.getRawUserIDs(); ids.hasNext(); )
            valid.addAll(certifications(ids.next(), now));
        for (Iterator<PGPSignature> all = primary.getSignaturesOfType(PGPSignature.DIRECT_KEY); all.hasNext(); ) {
            PGPSignature signature = all.next();
            if (stands(signature, primary, now, s -> s.verifyCertification(primary))) valid.add(signature);
        }
        return valid;
    }

    private List<PGPSignature> certifications(byte[] id, Instant now) {
        List<PGPSignature> valid = new ArrayList<>();
        for (Iterator<PGPSignature> all = primary.getSignaturesForID(id); all != null && all.hasNext(); ) {
            PGPSignature signature = all.next();
            if (signature.isCertification() && stands(signature, primary, now, s -> s.verifyCertification(id, primary)))
                valid.add(signature);
        }
        return valid;
    }

    /** Those that its owner has signed; anybody can write another into a copy of the key. */
    List<String> userIds() {
        List<String> names = new ArrayList<>();
        for (Iterator<byte[]> ids = primary.getRawUserIDs(); ids.hasNext(); ) {
            byte[] id = ids.next();
            // What has expired was said nevertheless.
            if (!certifications(id, Instant.EPOCH).isEmpty() && !isTakenBack(id))
                names.add(new String(id, StandardCharsets.UTF_8));
        }
        return names;
    }

    private boolean isTakenBack(byte[] id) {
        for (Iterator<PGPSignature> all = primary.getSignaturesForID(id); all != null && all.hasNext(); ) {
            PGPSignature signature = all.next();
            if (signature.getSignatureType() == PGPSignature.CERTIFICATION_REVOCATION
                    && holds(signature, primary, s -> s.verifyCertification(id, primary))) return true;
        }
        return false;
    }

    /** The primary key, and the subkeys that are or were for signing. */
    List<KeyId> signers() {
        List<KeyId> signers = new ArrayList<>();
        for (PGPPublicKey key : ring)
            if (key == primary || !bindings(key, Instant.EPOCH).isEmpty()) signers.add(KeyNames.id(key.getKeyID()));
        return signers;
    }

    /** Those by which the primary key takes the subkey for signing, and the subkey agrees. */
    private List<PGPSignature> bindings(PGPPublicKey subkey, Instant now) {
        List<PGPSignature> valid = new ArrayList<>();
        for (Iterator<PGPSignature> all = subkey.getSignaturesOfType(PGPSignature.SUBKEY_BINDING); all.hasNext(); ) {
            PGPSignature binding = all.next();
            if (stands(binding, primary, now, s -> s.verifyCertification(primary, subkey))
                    && isAgreedTo(binding, subkey, now)) valid.add(binding);
        }
        return valid;
    }

    private boolean isAgreedTo(PGPSignature binding, PGPPublicKey subkey, Instant now) {
        return isAgreedTo(binding.getHashedSubPackets(), subkey, now)
                || isAgreedTo(binding.getUnhashedSubPackets(), subkey, now);
    }

    private boolean isAgreedTo(PGPSignatureSubpacketVector subpackets, PGPPublicKey subkey, Instant now) {
        if (subpackets == null) return false;
        try {
            PGPSignatureList embedded = subpackets.getEmbeddedSignatures();
            for (PGPSignature back : embedded)
                if (back.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
                        && stands(back, subkey, now, s -> s.verifyCertification(primary, subkey))) return true;
            return false;
        } catch (PGPException | RuntimeException broken) {
            return false;
        }
    }

    private boolean isRevoked(PGPPublicKey key, int type) {
        for (Iterator<PGPSignature> all = key.getSignaturesOfType(type); all.hasNext(); ) {
            PGPSignature revocation = all.next();
            boolean ofPrimary = type == PGPSignature.KEY_REVOCATION;
            if (holds(
                    revocation,
                    primary,
                    s -> ofPrimary ? s.verifyCertification(primary) : s.verifyCertification(primary, key))) return true;
        }
        return false;
    }

    private static Optional<PGPSignature> latest(List<PGPSignature> signatures) {
        return signatures.stream().max(Comparator.comparing(PGPSignature::getCreationTime));
    }

    private interface Check {
        boolean on(PGPSignature signature) throws PGPException;
    }

    /** Unlike a revocation, which counts however it was made. */
    private static boolean stands(PGPSignature signature, PGPPublicKey by, Instant now, Check check) {
        return Understanding.refusal(signature).isEmpty()
                && !Understanding.isExpired(signature, now)
                && holds(signature, by, check);
    }

    private static boolean holds(PGPSignature signature, PGPPublicKey by, Check check) {
        try {
            if (!signature.hasKeyIdentifier(by.getKeyIdentifier())) return false;
            signature.init(VERIFIERS, by);
            return check.on(signature);
        } catch (PGPException | RuntimeException broken) {
            return false;
        }
    }
}
