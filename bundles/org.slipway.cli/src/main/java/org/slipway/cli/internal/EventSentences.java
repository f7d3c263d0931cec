package org.slipway.cli.internal;

import java.time.Duration;
import java.util.Optional;

import org.slipway.api.monitor.Event;

/** What {@code -v} says of what happens. */
final class EventSentences {
    private EventSentences() {}

    static Optional<String> of(Event event) {
        if (event instanceof Event.Remark remark) return Optional.of(remark.text());
        if (event instanceof Event.DownloadQueued queued) return Optional.of("Downloading " + queued.uri());
        if (event instanceof Event.DownloadAnswered answered && answered.at() > 0)
            return Optional.of("Going on after the first " + answered.at() + " bytes, which are here already");
        if (event instanceof Event.DownloadRetried retried)
            return Optional.of(
                    NetworkSentences.of(retried.problem()) + ". Trying again in " + seconds(retried.after()));
        if (event instanceof Event.MirrorStarted mirror)
            return Optional.of("Asking the mirror " + mirror.mirror() + " instead of " + mirror.primary());
        if (event instanceof Event.MirrorWon mirror)
            return Optional.of("Using what the mirror has: " + mirror.mirror());
        if (event instanceof Event.MirrorLost mirror)
            return Optional.of("The mirror was of no help: " + mirror.mirror());
        if (event instanceof Event.FeedUpdated feed) return Optional.of("Feed " + feed.feed() + " is up to date");
        if (event instanceof Event.Unpacking unpacking) return Optional.of("Unpacking " + unpacking.archive());
        if (event instanceof Event.Unpacked unpacked) return Optional.of("Unpacked " + unpacked.archive());
        if (event instanceof Event.Verified verified) return Optional.of("Verified " + verified.digest());
        if (event instanceof Event.Stored stored) return Optional.of("Stored " + stored.digest());
        if (event instanceof Event.AppUpdated app) return Optional.of(app.name() + " updated");
        return Optional.empty();
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
