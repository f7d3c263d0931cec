package org.slipway.cli.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.slipway.api.feed.FeedCache;
import org.slipway.api.trust.TrustLog;
import org.slipway.model.FeedUri;

/** Whether the clock is behind anything that has happened here. Off the loop. */
final class ClockCheck {
    private static final String CHECK = "clock";
    private static final Duration MUCH = Duration.ofDays(1);
    private static final Duration LITTLE = Duration.ofMinutes(5);

    private final FeedCache feeds;
    private final TrustLog log;

    ClockCheck(FeedCache feeds, TrustLog log) {
        this.feeds = feeds;
        this.log = log;
    }

    Diagnosis at(Instant now) throws IOException {
        String shown = now.truncatedTo(ChronoUnit.SECONDS).toString();
        Optional<Instant> newest = newest();
        if (newest.isEmpty()) return Diagnosis.ok(CHECK, shown + "; nothing is known here that it could be behind");
        Duration behind = Duration.between(now, newest.get());
        String what = shown + " is before " + newest.get().truncatedTo(ChronoUnit.SECONDS)
                + ", when a feed was looked at or a key was seen";
        String advice = "Set the clock of this machine";
        if (behind.compareTo(MUCH) > 0) return Diagnosis.fail(CHECK, what, advice);
        if (behind.compareTo(LITTLE) > 0) return Diagnosis.warn(CHECK, what, advice);
        return Diagnosis.ok(CHECK, shown + "; nothing that is known here is later");
    }

    private Optional<Instant> newest() throws IOException {
        Optional<Instant> newest = Optional.empty();
        for (FeedUri.Remote uri : feeds.list()) newest = later(newest, feeds.lastChecked(uri));
        for (TrustLog.Entry entry : log.read().entries()) newest = later(newest, Optional.of(entry.time()));
        return newest;
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) return one.or(() -> other);
        return one.get().isAfter(other.get()) ? one : other;
    }
}
