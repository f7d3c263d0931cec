/**
 * The contract to test against a network that is all yours: signed feeds, their keys, a key information server, mirrors and
 * archives on loopback, with faults on demand. Start a {@link org.slipway.testnet.TestNet}, publish what you need, break
 * it with a {@link org.slipway.testnet.Fault}. Works as a plain library too; nothing of it belongs into a product.
 *
 * <p>Safe for any thread.
 */
@Export
@Version("1.0.0")
package org.slipway.testnet;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
