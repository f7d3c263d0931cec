/**
 * The contract to read and write a catalog: what there is, each with a name, a summary and the feed that has the rest. Source:
 * catalog specification, {@code docs/specifications/catalog.md}.
 */
@Export
@Version("1.0.0")
package org.slipway.model.catalog;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
