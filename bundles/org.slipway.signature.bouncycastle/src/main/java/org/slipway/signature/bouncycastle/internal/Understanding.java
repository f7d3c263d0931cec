package org.slipway.signature.bouncycastle.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;

/** Whether a signature, of a document or a key, says only what we understand, with a hash that is still believed. */
final class Understanding {

    /**
     * Whoever marks another subpacket as critical says that we must not believe the signature without knowing it. Not among
     * them: trust signatures, regular expressions and revokers, which we do not follow; notations, of which we know none.
     */
    private static final Set<Integer> UNDERSTOOD = Set.of(
            SignatureSubpacketTags.CREATION_TIME,
            SignatureSubpacketTags.EXPIRE_TIME,
            SignatureSubpacketTags.EXPORTABLE,
            SignatureSubpacketTags.REVOCABLE,
            SignatureSubpacketTags.KEY_EXPIRE_TIME,
            SignatureSubpacketTags.PREFERRED_SYM_ALGS,
            SignatureSubpacketTags.ISSUER_KEY_ID,
            SignatureSubpacketTags.PREFERRED_HASH_ALGS,
            SignatureSubpacketTags.PREFERRED_COMP_ALGS,
            SignatureSubpacketTags.KEY_SERVER_PREFS,
            SignatureSubpacketTags.PREFERRED_KEY_SERV,
            SignatureSubpacketTags.PRIMARY_USER_ID,
            SignatureSubpacketTags.POLICY_URL,
            SignatureSubpacketTags.KEY_FLAGS,
            SignatureSubpacketTags.SIGNER_USER_ID,
            SignatureSubpacketTags.REVOCATION_REASON,
            SignatureSubpacketTags.FEATURES,
            SignatureSubpacketTags.EMBEDDED_SIGNATURE,
            SignatureSubpacketTags.ISSUER_FINGERPRINT,
            SignatureSubpacketTags.INTENDED_RECIPIENT_FINGERPRINT);

    private Understanding() {}

    /** Why it is not believed, whoever made it; absent if that is not the reason. */
    static Optional<String> refusal(PGPSignature signature) {
        Optional<Instant> time = time(signature);
        if (time.isEmpty()) return Optional.of("signature without a time");
        PGPSignatureSubpacketVector hashed = signature.getHashedSubPackets();
        if (hashed != null)
            for (int tag : hashed.getCriticalTags())
                if (!UNDERSTOOD.contains(tag)) return Optional.of("critical subpacket " + tag);
        return Algorithms.refusal(signature.getHashAlgorithm(), time.get());
    }

    /** When it was made; absent if nobody has signed that. */
    static Optional<Instant> time(PGPSignature signature) {
        if (signature.getVersion() <= 3)
            return Optional.of(signature.getCreationTime().toInstant());
        return Optional.ofNullable(signature.getHashedSubPackets())
                .map(PGPSignatureSubpacketVector::getSignatureCreationTime)
                .map(java.util.Date::toInstant);
    }

    static boolean isExpired(PGPSignature signature, Instant now) {
        PGPSignatureSubpacketVector hashed = signature.getHashedSubPackets();
        long seconds = hashed == null ? 0 : hashed.getSignatureExpirationTime();
        return seconds > 0 && time(signature).stream().anyMatch(time -> now.isAfter(time.plusSeconds(seconds)));
    }
}
