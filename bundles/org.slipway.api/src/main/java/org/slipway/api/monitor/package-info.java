/**
 * The contract to be told what is going on: downloads, mirrors, questions, unpacking. Register a
 * {@link org.slipway.api.monitor.Monitor}. It is told, not asked: it cannot change anything.
 *
 * <p>Called on the loop; must return at once.
 *
 * <p>To know how one download goes, a {@link org.slipway.api.transport.TransferListener}, which its request takes, is smaller.
 * {@code MonitorContract} of the testkit is its first test; the example {@code tally} is to copy from.
 */
@Export
@Version("1.2.0")
package org.slipway.api.monitor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
