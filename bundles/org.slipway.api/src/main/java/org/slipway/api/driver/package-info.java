/**
 * The contract to get from requirements to selections that are ready to run: solve, fetch the feeds that the solve looked
 * at, solve again, download what was chosen. This is what applications that embed Slipway ask.
 *
 * <p>Called on the loop; from elsewhere through {@link org.slipway.async.Loop#run}.
 */
@Export
@Version("1.2.0")
package org.slipway.api.driver;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
