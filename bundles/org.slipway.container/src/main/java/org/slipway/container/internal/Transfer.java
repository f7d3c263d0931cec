package org.slipway.container.internal;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import org.slipway.api.monitor.Event.Ending;
import org.slipway.api.monitor.Event.Purpose;

/**
 * A download as it is now.
 *
 * @param uri after redirects, where it is now
 * @param started when it got its place; absent while it is in the queue
 * @param received bytes so far, those of an earlier transfer included
 * @param ending absent while it goes on
 */
record Transfer(
        URI uri,
        Purpose purpose,
        OptionalLong size,
        Instant queued,
        Optional<Instant> started,
        long received,
        Optional<Ending> ending) {

    Transfer startedAt(URI where, Instant when) {
        return new Transfer(where, purpose, size, queued, Optional.of(when), received, ending);
    }

    Transfer with(long bytes) {
        return new Transfer(uri, purpose, size, queued, started, bytes, ending);
    }

    Transfer ended(Ending how) {
        return new Transfer(uri, purpose, size, queued, started, received, Optional.of(how));
    }

    boolean isQueued() {
        return started.isEmpty() && ending.isEmpty();
    }
}
