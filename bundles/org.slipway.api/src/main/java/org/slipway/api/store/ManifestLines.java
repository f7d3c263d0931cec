package org.slipway.api.store;

import java.io.IOException;

import org.osgi.annotation.versioning.ConsumerType;

/** Takes the lines of a manifest one by one, as all of them together may need more memory than there is. */
@FunctionalInterface
@ConsumerType
public interface ManifestLines {
    /** For whoever only wants their digest. */
    ManifestLines NOWHERE = line -> {};

    /** @param line with its end */
    void add(String line) throws IOException;
}
