package org.slipway.api.monitor;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told what goes on. */
@ConsumerType
public interface Monitor {
    void on(Event event);
}
