/**
 * The contract to know what there is: the catalogs that the user has registered, verified and judged as feeds are, and merged.
 * Sources and result are in the files that the .NET edition of Zero Install uses too.
 */
@Export
@Version("1.0.0")
package org.slipway.api.catalog;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
