/**
 * The contract to say where copies of a resource are. Implement it to use mirrors of your own; the default one knows the
 * public Zero Install mirror. It only names places: when a mirror is asked is decided by those who download.
 *
 * <p>Called while the loop waits; answers at once, without asking the network: after 5 s it is given up, and not asked again.
 * If there is one mirror, with the paths of the public one, its URI in the setting {@code mirror} is smaller. {@code
 * MirrorStrategyContract} of the testkit is its first test, the example {@code nearest} is to copy from.
 */
@Export
@Version("1.0.0")
package org.slipway.api.mirror;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
