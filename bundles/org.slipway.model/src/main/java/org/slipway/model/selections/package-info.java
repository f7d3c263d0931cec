/**
 * The contract to read and write a selections document: one chosen implementation for each role. Source: selections
 * specification, {@code docs/specifications/selections.md}.
 */
@Export
@Version("1.1.0")
package org.slipway.model.selections;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
