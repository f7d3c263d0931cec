/**
 * The contract to decide whether a valid signature is believed for a domain. To bring rules of your own, register a
 * {@link org.slipway.api.trust.TrustPolicy}, of which any may refuse; to ask the user in your own way, implement
 * {@link org.slipway.api.interaction.Interaction} instead.
 *
 * <p>A policy that fails or does not come back refuses, and one that is being replaced is waited for. {@code
 * TrustPolicyContract} of the testkit is its first test, the example {@code foureyes} is to copy from.
 *
 * <p>{@link org.slipway.api.trust.Judge} is called on the loop; policies and the database are called off it.
 */
@Export
@Version("1.0.0")
package org.slipway.api.trust;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
