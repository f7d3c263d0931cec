package org.slipway.feeds.internal;

import java.time.Instant;
import java.util.Optional;

import org.slipway.api.feed.Import;

/**
 * How taking a document into the cache ended.
 *
 * @param before when what was cached before had been signed; absent if there was nothing that counts
 */
record Admitted(Import outcome, Optional<Instant> before) {

    static Admitted of(Import outcome) {
        return new Admitted(outcome, Optional.empty());
    }
}
