/**
 * The contract to bring one implementation into the store, by whichever of its retrieval methods works. Use it when you
 * have chosen yourself; otherwise ask {@link org.slipway.api.driver.Driver}.
 *
 * <p>Called on the loop.
 */
@Export
@Version("1.0.0")
package org.slipway.api.fetch;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
