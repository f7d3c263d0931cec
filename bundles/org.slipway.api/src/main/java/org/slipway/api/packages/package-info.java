/**
 * The contract to say which native packages the distribution has. Register a
 * {@link org.slipway.api.packages.PackageManager} for a distribution of your own.
 *
 * <p>Called off the loop; may read files and start programs.
 */
@Export
@Version("1.1.0")
package org.slipway.api.packages;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
