package org.slipway.store.internal;

import java.io.IOException;

/** Takes the lines of a manifest one by one, as all of them together may need more memory than there is. */
@FunctionalInterface
interface Lines {
    /** For whoever only wants their digest. */
    Lines NOWHERE = line -> {};

    /** @param line with its end */
    void add(String line) throws IOException;
}
