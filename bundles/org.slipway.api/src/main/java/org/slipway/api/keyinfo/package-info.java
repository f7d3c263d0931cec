/**
 * The contract to learn what others know about a key. Its votes are hints for people and for automatic approval, never an
 * error when they fail to come: who fails or has not answered after a minute is heard as a bad vote that says so. To decide by
 * rules instead, register a {@link org.slipway.api.trust.TrustPolicy}.
 *
 * <p>Called on the loop; never blocks it.
 *
 * <p>{@code KeyInfoProviderContract} of the testkit is its first test; the example {@code keynotes} is to copy from.
 */
@Export
@Version("1.0.0")
package org.slipway.api.keyinfo;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
