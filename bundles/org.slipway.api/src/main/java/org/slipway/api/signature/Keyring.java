package org.slipway.api.signature;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** The public keys that signatures are verified with. Being in it means nothing for trust. */
@ProviderType
public interface Keyring {

    /** The most bytes that a key file may have. */
    long KEY_FILE_LIMIT = 1 << 20;

    /**
     * Adds the wanted key from a key file, armoured or binary. Other keys in the file are ignored.
     *
     * @throws IOException if the keyring cannot be written
     */
    Addition add(byte[] keyFile, KeyId wanted) throws IOException;

    enum Addition {
        ADDED,
        /** The file has no key with this ID. */
        NOT_IN_FILE,
        /** The file has a secret key; nothing of it was taken. */
        SECRET_KEY,
        /** The file is not a key file, or a broken one. */
        MALFORMED
    }

    /** A key as it is given to others; absent if it is not in the keyring. */
    Optional<KeyFile> publish(Fingerprint key);

    /**
     * @param bytes the key with its subkeys; never a secret one
     * @param ids those that sign documents, the primary key first: others look for the file by the one that has signed
     */
    record KeyFile(byte[] bytes, List<KeyId> ids) {
        public KeyFile {
            ids = List.copyOf(ids);
        }
    }

    /** What is said in the key itself: its owner's claims, untrusted. */
    Optional<Description> describe(Fingerprint key);

    /**
     * @param userIds as the owner wrote them; may hold anything
     * @param algorithm such as {@code RSA-2048}
     */
    record Description(Fingerprint key, List<String> userIds, Instant created, String algorithm) {}
}
