/**
 * The contract to fetch one resource by URI. To serve another scheme, register a {@link org.slipway.api.transport.Transport}
 * with the property {@code scheme}; to change where something is fetched from, implement
 * {@link org.slipway.api.mirror.MirrorStrategy} instead: it is far less work.
 *
 * <p>A transport is called while the loop waits and never blocks. It keeps the limit of transfers per site itself. One that has
 * left has some seconds to end what it began, which is then begun again with another; one that fails, lies or gives no sign of
 * life is named, and the next one tried. {@code SchemeContract} of the testkit is its first test, the example {@code data} is
 * to copy from.
 */
@Export
@Version("1.3.0")
package org.slipway.api.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
