/**
 * The contract to read and write the XML of feeds and selections as a plain tree of immutable elements. Reading is
 * hardened: no document type, no entities, limits on size, depth and attributes. Use it when an element of a foreign
 * namespace matters to you; otherwise use the typed values of {@code model.feed} and {@code model.selections}.
 */
@Export
@Version("1.0.0")
package org.slipway.model.xml;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
