/**
 * The contract to keep implementations by the digest of their manifest. A tree is built as a
 * {@link org.slipway.api.store.Draft}, verified, and only then visible, read-only. To add a read-only directory of
 * implementations, register a {@link org.slipway.api.store.ExtraStore}. {@link org.slipway.api.store.Upkeep} is for whoever
 * looks after stores: to verify, copy, remove, and share what several implementations have in common.
 *
 * <p>All methods block on the file system: call them off the loop. Every method may be called from any thread.
 */
@Export
@Version("2.0.0")
package org.slipway.api.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
