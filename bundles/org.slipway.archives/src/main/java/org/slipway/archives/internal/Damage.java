package org.slipway.archives.internal;

import java.io.IOException;

import org.slipway.api.archive.BadArchive;

/** What a stream of an archive has found to be wrong with it, in words for the user. */
final class Damage extends IOException {
    private static final long serialVersionUID = 1;

    private final BadArchive found;

    Damage(String message) {
        this(new BadArchive(message));
    }

    Damage(BadArchive found) {
        super(found.getMessage(), found);
        this.found = found;
    }

    BadArchive found() {
        return found;
    }
}
