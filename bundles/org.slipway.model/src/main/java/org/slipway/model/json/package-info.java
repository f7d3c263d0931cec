/**
 * The contract to read JSON that others have written, with limits. Use it for documents of any form; the values that feeds
 * and selections have are in {@code model.feed} and {@code model.selections}.
 */
@Export
@Version("1.0.0")
package org.slipway.model.json;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
