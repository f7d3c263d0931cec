/**
 * The contract to read a feed: its implementations with everything they inherit from groups, their dependencies,
 * commands, bindings and retrieval methods. Source: feed specification, {@code docs/specifications/feed.md}.
 */
@Export
@Version("1.0.0")
package org.slipway.model.feed;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
