package org.slipway.driver.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.feed.FeedCache;
import org.slipway.model.FeedUri;

/** Tells which feeds should be looked at again. Off the loop. */
final class Freshness {

    /** After an attempt that came to nothing, no second one before this. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final FeedCache cache;
    private final Duration freshness;
    private final Instant now;

    Freshness(FeedCache cache, Duration freshness, Clock clock) {
        this.cache = cache;
        this.freshness = freshness;
        this.now = clock.instant();
    }

    List<FeedUri.Remote> stale(Set<FeedUri> feeds) throws IOException {
        List<FeedUri.Remote> stale = new java.util.ArrayList<>();
        for (FeedUri feed : feeds) if (feed instanceof FeedUri.Remote r && isStale(r)) stale.add(r);
        return List.copyOf(stale);
    }

    private boolean isStale(FeedUri.Remote feed) throws IOException {
        Optional<Instant> checked = cache.lastChecked(feed);
        if (checked.isPresent()) {
            if (freshness.isZero()) return false;
            if (now.isBefore(checked.get().plus(freshness))) return false;
        }
        Optional<Instant> attempt = cache.lastAttempt(feed);
        return attempt.isEmpty() || !attempt.get().plus(PATIENCE).isAfter(now);
    }
}
