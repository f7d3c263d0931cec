package org.slipway.api.signature;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Finds out who signed a document. "No signature" is never "all signatures are good": a document without one is
 * {@link Unsigned}.
 */
@ConsumerType
public interface SignatureVerifier {

    /**
     * Checks every signature of a document against the keyring.
     *
     * @throws Unsigned if there is no well-formed signature block at the end
     */
    Signed verify(byte[] document) throws Unsigned;
}
