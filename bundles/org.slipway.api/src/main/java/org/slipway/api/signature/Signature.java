package org.slipway.api.signature;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What is found out about one signature of a document. */
public sealed interface Signature {

    /**
     * The document is as the holder of this key signed it.
     *
     * @param key the primary key's fingerprint, also where a signing subkey made the signature
     * @param time when it was made, by its own account
     * @param weaknesses what is weak about it, though accepted, such as {@code SHA-1} or {@code RSA-1024}
     */
    record Valid(Fingerprint key, Instant time, List<String> weaknesses) implements Signature {
        public Valid {
            weaknesses = List.copyOf(weaknesses);
        }
    }

    /** The document, the signature or the key is not in order. */
    record Bad(KeyId issuer, Flaw flaw) implements Signature {}

    /** The key is not in the keyring. */
    record MissingKey(KeyId issuer) implements Signature {}

    /** Of a kind that is not understood or not accepted; {@code why} names it, such as {@code MD5}. */
    record Unsupported(KeyId issuer, String why) implements Signature {}

    enum Flaw {
        /** The document has been changed, or the signature is of another one. */
        MISMATCH,
        SIGNATURE_EXPIRED,
        /** The key had expired when the signature was made. */
        KEY_EXPIRED,
        KEY_REVOKED,
        /** Made before the key was, or by a key that is not for signing. */
        WRONG_KEY_USAGE,
        /** The subkey is not bound to its primary key in both directions. */
        UNBOUND_SUBKEY,
        /** Dated more than a day ahead of the clock. */
        FROM_THE_FUTURE
    }

    default <R> R fold(
            Function<Valid, R> valid,
            Function<Bad, R> bad,
            Function<MissingKey, R> missingKey,
            Function<Unsupported, R> unsupported) {
        if (this instanceof Valid v) return valid.apply(v);
        if (this instanceof Bad b) return bad.apply(b);
        if (this instanceof MissingKey m) return missingKey.apply(m);
        return unsupported.apply((Unsupported) this);
    }
}
