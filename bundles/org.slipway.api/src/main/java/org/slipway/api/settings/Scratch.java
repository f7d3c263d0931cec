package org.slipway.api.settings;

import java.nio.file.Path;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;

/** Files that last no longer than a scope, for what is on its way to the cache or a store. On the loop. */
@ProviderType
public interface Scratch {

    /**
     * Makes an empty file that nobody else can read. What a process left that was killed is deleted when the next file is
     * made; nobody believes it until then.
     *
     * @param scope turned off: the file is deleted
     * @return fails with an {@link java.io.IOException} if none can be made
     */
    Promise<Path> file(Switch scope);
}
