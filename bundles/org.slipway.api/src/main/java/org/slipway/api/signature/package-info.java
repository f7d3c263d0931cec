/**
 * The contract to find out who signed a document, and to keep the public keys for that. A verifier reports and does not
 * judge: whether a valid signature is trusted is decided by {@link org.slipway.api.trust}. Implement it only for another kind
 * of signature.
 *
 * <p>Called off the loop with immutable input; may compute, must not ask the network. To decide whom to believe, a
 * {@link org.slipway.api.trust.TrustPolicy} is smaller. {@code SignatureVerifierContract} of the testkit is its first test,
 * the example {@code seal} is to copy from. The one with the highest ranking decides for all documents.
 */
@Export
@Version("1.1.0")
package org.slipway.api.signature;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
