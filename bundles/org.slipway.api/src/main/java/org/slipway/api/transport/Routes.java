package org.slipway.api.transport;

import java.net.URI;

import org.osgi.annotation.versioning.ProviderType;

/** How the transport for http and https gets to a server; for people who wonder why it does not. */
@ProviderType
public interface Routes {

    /**
     * What the environment demands for a URI. Asks nobody. From any thread.
     *
     * @param uri an absolute http or https URI
     */
    Route to(URI uri);
}
