/**
 * The contract to be told what is going on: downloads, mirrors, questions, unpacking. Register a
 * {@link org.slipway.api.monitor.Monitor}. It is told, not asked: it cannot change anything.
 *
 * <p>Called on the loop; must return at once.
 */
@Export
@Version("1.0.0")
package org.slipway.api.monitor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
