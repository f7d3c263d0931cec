/**
 * The contract to say where copies of a resource are. Implement it to use mirrors of your own; the default one knows the
 * public Zero Install mirror. It only names places: when a mirror is asked is decided by those who download.
 *
 * <p>Called on the loop; answers at once, without asking the network.
 */
@Export
@Version("1.0.0")
package org.slipway.api.mirror;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
