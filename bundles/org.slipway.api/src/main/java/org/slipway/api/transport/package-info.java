/**
 * The contract to fetch one resource by URI. To serve another scheme, register a {@link org.slipway.api.transport.Transport}
 * with the property {@code scheme}; to change where something is fetched from, implement
 * {@link org.slipway.api.mirror.MirrorStrategy} instead: it is far less work.
 *
 * <p>A transport is called on the loop and never blocks it. It keeps the limit of transfers per site itself.
 */
@Export
@Version("1.1.0")
package org.slipway.api.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
