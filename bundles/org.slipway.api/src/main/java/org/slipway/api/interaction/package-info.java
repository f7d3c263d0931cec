/**
 * The contract to ask the user. Register an {@link org.slipway.api.interaction.Interaction}; the one with the highest ranking
 * is asked, one question at a time.
 *
 * <p>Called on the loop; never blocks it.
 *
 * <p>If the answer can be known beforehand, a {@link org.slipway.api.trust.TrustPolicy} is smaller. {@code
 * InteractionContract} of the testkit is its first test; the example {@code chat} is to copy from.
 */
@Export
@Version("1.0.0")
package org.slipway.api.interaction;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
