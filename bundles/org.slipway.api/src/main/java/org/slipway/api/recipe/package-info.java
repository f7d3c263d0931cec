/**
 * The contract to add a recipe step of a foreign namespace. The five steps of the specification are built in.
 *
 * <p>Called on the loop.
 *
 * <p>If what comes is an archive, an {@link org.slipway.api.archive.ArchiveFormat} is smaller. {@code StepHandlerContract}
 * of the testkit is its first test; the example {@code write} is to copy from.
 */
@Export
@Version("1.0.0")
package org.slipway.api.recipe;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
