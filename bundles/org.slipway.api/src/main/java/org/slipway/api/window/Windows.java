package org.slipway.api.window;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;

/** Opens windows. */
@ConsumerType
public interface Windows {

    /**
     * Opens one. Fails with {@link NoWindow} where nobody could see it.
     *
     * @param title what is being done, such as {@code select https://example.com/a.xml}
     * @param scope turned off: it ends, and nothing of it is left
     */
    Promise<Window> open(String title, Switch scope);
}
