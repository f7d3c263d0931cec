package org.slipway.signature.bouncycastle.internal;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKey;

/** Which algorithms are accepted, and which of them are weak. */
final class Algorithms {
    /** Collisions of SHA-1 cost little since; what was signed before may still be read. */
    private static final Instant SHA1_ENDS = Instant.parse("2022-01-01T00:00:00Z");

    /** Not made any more, but old keys have it. RFC 9580, section 9.1. */
    private static final int RSA_SIGN_ONLY = 3;

    private static final int STRONG_RSA = 2048;
    private static final int WEAK_DSA = 1024;

    private Algorithms() {}

    /** Why a signature with this hash is not accepted; absent if it is. */
    static Optional<String> refusal(int hash, Instant signedAt) {
        String name = hashName(hash);
        boolean strong =
                switch (hash) {
                    case HashAlgorithmTags.SHA224,
                            HashAlgorithmTags.SHA256,
                            HashAlgorithmTags.SHA384,
                            HashAlgorithmTags.SHA512,
                            HashAlgorithmTags.SHA3_256,
                            HashAlgorithmTags.SHA3_512 -> true;
                    default -> false;
                };
        if (strong) return Optional.empty();
        if (!isAged(hash)) return Optional.of(name);
        return signedAt.isBefore(SHA1_ENDS) ? Optional.empty() : Optional.of(name + " after 2021");
    }

    private static boolean isAged(int hash) {
        return hash == HashAlgorithmTags.SHA1 || hash == HashAlgorithmTags.RIPEMD160;
    }

    /** @param keys the one that signed, and the one that it belongs to */
    static List<String> weaknesses(int hash, PGPPublicKey... keys) {
        Set<String> weaknesses = new LinkedHashSet<>();
        if (isAged(hash)) weaknesses.add(hashName(hash));
        for (PGPPublicKey key : keys) if (isWeak(key)) weaknesses.add(describe(key));
        return List.copyOf(weaknesses);
    }

    private static boolean isWeak(PGPPublicKey key) {
        boolean weakRsa = isRsa(key) && key.getBitStrength() < STRONG_RSA;
        boolean weakDsa = key.getAlgorithm() == PublicKeyAlgorithmTags.DSA && key.getBitStrength() <= WEAK_DSA;
        return weakRsa || weakDsa;
    }

    /** Such as {@code RSA-2048}. */
    static String describe(PGPPublicKey key) {
        String name = keyName(key);
        return key.getBitStrength() > 0 ? name + "-" + key.getBitStrength() : name;
    }

    private static String keyName(PGPPublicKey key) {
        if (isRsa(key)) return "RSA";
        return switch (key.getAlgorithm()) {
            case PublicKeyAlgorithmTags.DSA -> "DSA";
            case PublicKeyAlgorithmTags.ECDSA -> "ECDSA";
            case PublicKeyAlgorithmTags.EDDSA_LEGACY, PublicKeyAlgorithmTags.Ed25519 -> "EdDSA";
            case PublicKeyAlgorithmTags.Ed448 -> "Ed448";
            default -> "algorithm " + key.getAlgorithm();
        };
    }

    private static boolean isRsa(PGPPublicKey key) {
        return key.getAlgorithm() == PublicKeyAlgorithmTags.RSA_GENERAL || key.getAlgorithm() == RSA_SIGN_ONLY;
    }

    private static String hashName(int hash) {
        return switch (hash) {
            case HashAlgorithmTags.MD5 -> "MD5";
            case HashAlgorithmTags.SHA1 -> "SHA-1";
            case HashAlgorithmTags.RIPEMD160 -> "RIPEMD-160";
            default -> "hash algorithm " + hash;
        };
    }
}
