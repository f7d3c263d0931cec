/**
 * The contract to turn selections into a process. Called off the loop; reads the store, starts nothing itself. To start
 * programs under another one, such as a debugger or a sandbox, a wrapper in {@link org.slipway.api.launch.LaunchOptions} is
 * smaller. {@code LauncherContract} of the testkit is its first test, the example {@code
 * plain} is to copy from.
 */
@Export
@Version("1.3.0")
package org.slipway.api.launch;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
