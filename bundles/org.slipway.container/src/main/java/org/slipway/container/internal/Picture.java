package org.slipway.container.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The traffic at a time.
 *
 * @param running those that wait for their turn and those under way, in the order in which they were asked for
 * @param last those that have ended, the newest first
 * @param sites by scheme, host and port
 */
record Picture(
        Instant time,
        List<Transfer> running,
        List<Transfer> last,
        Map<String, Site> sites,
        Map<Ended, Long> ended,
        Map<Count, Long> counts) {

    long queued() {
        return running.stream().filter(Transfer::isQueued).count();
    }

    /** When the one was asked for that has waited longest. */
    Optional<Instant> oldestQueued() {
        return running.stream().filter(Transfer::isQueued).map(Transfer::queued).min(Instant::compareTo);
    }

    long ended(Ended kind) {
        return ended.getOrDefault(kind, 0L);
    }

    long count(Count what) {
        return counts.getOrDefault(what, 0L);
    }
}
