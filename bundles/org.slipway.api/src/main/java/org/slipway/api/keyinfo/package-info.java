/**
 * The contract to learn what others know about a key. Its votes are hints for people and for automatic approval, never an
 * error when they fail to come.
 *
 * <p>Called on the loop; never blocks it.
 */
@Export
@Version("1.0.0")
package org.slipway.api.keyinfo;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
