package org.slipway.api.monitor;

import org.osgi.annotation.versioning.ProviderType;

/** Passes events on to all monitors. On the loop. */
@ProviderType
public interface Announcer {

    void announce(Event event);
}
