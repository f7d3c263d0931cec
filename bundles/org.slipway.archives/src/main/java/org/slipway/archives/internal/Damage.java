package org.slipway.archives.internal;

import java.io.IOException;

/** What a stream of an archive has found to be wrong with it, in words for the user. */
final class Damage extends IOException {
    private static final long serialVersionUID = 1;

    Damage(String message) {
        super(message);
    }
}
