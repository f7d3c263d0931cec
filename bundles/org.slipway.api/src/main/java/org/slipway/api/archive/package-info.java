/**
 * The contract to unpack one kind of archive. Register an {@link org.slipway.api.archive.ArchiveFormat} with the MIME types
 * and file name extensions that it reads. It gets the bytes and a {@link org.slipway.api.archive.TreeBuilder}, never a store or
 * a path: the builder checks every name, so a format cannot write outside. What it decompresses without giving it to the
 * builder it counts itself, up to {@link org.slipway.api.archive.ArchiveInput#limit()}. If a feed only wants files put
 * somewhere, a recipe step ({@link org.slipway.api.recipe}) is smaller.
 *
 * <p>Called off the loop; may block on its input. One that throws anything else, or for two minutes neither reads nor writes
 * a byte that it could, nor gives a {@link org.slipway.api.archive.ArchiveInput#sign() sign}, is named and given up, and the
 * next one begins anew. {@code ArchiveFormatContract} of the testkit is
 * its first test; the example {@code cpio} in {@code itests/examples} is to copy from.
 */
@Export
@Version("1.4.0")
package org.slipway.api.archive;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
