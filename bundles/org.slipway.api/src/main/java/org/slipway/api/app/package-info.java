/**
 * The contract to keep named applications: what was asked for, what was chosen for it each day, and when news was last
 * looked for; in the directory that {@code 0install} uses. Source: the reference's {@code apps.ml}.
 *
 * <p>Blocks on the file system: off the loop, but where a promise is given.
 */
@Export
@Version("1.2.0")
package org.slipway.api.app;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
