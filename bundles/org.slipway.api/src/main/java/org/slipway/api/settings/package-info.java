/**
 * The contract to know where files are, what the host is like, and what the user has set, as {@code 0install} keeps it.
 * Source: {@code XDG Base Directory Specification} and the reference's {@code injector/global}.
 *
 * <p>Safe for any thread.
 */
@Export
@Version("1.5.0")
package org.slipway.api.settings;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
