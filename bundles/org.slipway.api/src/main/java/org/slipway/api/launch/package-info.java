/**
 * The contract to turn selections into a process. Called off the loop; reads the store, starts nothing itself.
 */
@Export
@Version("1.3.0")
package org.slipway.api.launch;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
