/**
 * The contract to name things as the feed specification does: versions, ranges, architectures, digests, URIs,
 * requirements. Every type is an immutable value and safe for any thread. Feeds are in {@code model.feed}, the answer of a
 * solve in {@code model.selections}.
 */
@Export
@Version("1.1.0")
package org.slipway.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
