package org.slipway.async;

import org.osgi.annotation.versioning.ProviderType;

/** Wakes one piece of work that waits apart from the loop. Made by {@link Loop#bell}. */
@ProviderType
public interface Bell {

    /** From any thread. */
    void ring();

    /** Returns as soon as it has been rung since it last returned. By one thread, apart from the loop. */
    void await() throws InterruptedException;
}
