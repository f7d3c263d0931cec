/**
 * The contract to show one command in a window, such as a page in a browser, and to let a person there have the last word on
 * what is chosen. Register {@link org.slipway.api.window.Windows}; the command line asks the one with the highest ranking, and
 * only if the user wants a window.
 *
 * <p>Called on the loop; never blocks it. While a window is open, whoever opens it is also an
 * {@link org.slipway.api.interaction.Interaction} and a {@link org.slipway.api.monitor.Monitor}: questions about keys and what
 * goes on come that way, as they do to everybody else.
 *
 * <p>Whoever only asks about keys or only watches needs one of those two, which are smaller. {@code WindowsContract} of the
 * testkit is its first test.
 */
@Export
@Version("1.1.0")
package org.slipway.api.window;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
