package org.slipway.api.settings;

import java.io.IOException;
import java.nio.file.Path;

import org.osgi.annotation.versioning.ProviderType;

/** Writes files that others read at the same time, or after a crash. Blocks: off the loop. */
@ProviderType
public interface AtomicFiles {

    /**
     * Makes or replaces a file, and its directory if it is missing. Whoever reads sees the old content or the new one,
     * also after a kill.
     */
    void replace(Path file, byte[] content) throws IOException;
}
