/**
 * The contract to add a recipe step of a foreign namespace. The five steps of the specification are built in.
 *
 * <p>Called on the loop.
 */
@Export
@Version("1.0.0")
package org.slipway.api.recipe;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
