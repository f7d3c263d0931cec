package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.trust.TrustDomain;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.ManifestDigest;

/** What every monitor stands, whatever it makes of it. */
public abstract class MonitorContract {
    private static final URI HERE = URI.create("https://example.com/a.tgz");
    private static final URI THERE = URI.create("https://mirror.example/a.tgz");
    private static final FeedUri.Remote FEED = new FeedUri.Remote("https://example.com/a.xml");
    private static final Fingerprint KEY = new Fingerprint("A".repeat(40));
    private static final ManifestDigest DIGEST =
            ManifestDigest.of("sha256=" + "0".repeat(64)).orElseThrow();

    /** Of a kind that came after the monitor was written. */
    private record Newer() implements Event {}

    protected abstract Monitor monitor() throws Exception;

    private static List<Event> events() {
        NetworkProblem problem = new NetworkProblem(HERE, NetworkProblem.Kind.BROKEN, "a\u001b[2J\nb");
        return List.of(
                new Event.DownloadQueued(1, HERE, OptionalLong.of(9), Event.Purpose.ARCHIVE, Optional.of(FEED)),
                new Event.DownloadQueued(
                        2, URI.create("data:,x"), OptionalLong.empty(), Event.Purpose.KEY, Optional.empty()),
                new Event.DownloadStarted(1, HERE),
                new Event.DownloadConnected(1),
                new Event.DownloadAnswered(1, 0),
                new Event.DownloadProgress(1, 5),
                new Event.DownloadRetried(1, problem, Duration.ofSeconds(1)),
                new Event.DownloadEnded(1, Event.Ending.FETCHED),
                new Event.DownloadEnded(2, Event.Ending.FAILED),
                new Event.MirrorStarted(HERE, THERE),
                new Event.MirrorWon(HERE, THERE),
                new Event.MirrorLost(HERE, THERE),
                new Event.SolveEnded(new InterfaceUri("https://example.com/a.xml"), Duration.ofMillis(3)),
                new Event.QuestionAsked(FEED, TrustDomain.of(FEED), List.of(KEY)),
                new Event.QuestionUpdated(FEED, KEY),
                new Event.QuestionEnded(FEED, Event.Outcome.TRUSTED),
                new Event.FeedUpdated(FEED),
                new Event.WaitingForProcess(DIGEST, 1),
                new Event.Warning("text"),
                new Event.Remark("text"),
                new Event.Unpacking(HERE),
                new Event.Unpacked(HERE),
                new Event.NotUnpacked(HERE),
                new Event.Verifying(DIGEST),
                new Event.Verified(DIGEST),
                new Event.NotVerified(DIGEST),
                new Event.Stored(DIGEST),
                new Newer());
    }

    @Test
    void it_is_told_everything_that_happens() throws Exception {
        Monitor monitor = monitor();
        for (Event event : events())
            assertThatCode(() -> monitor.on(event)).as(event.toString()).doesNotThrowAnyException();
    }

    @Test
    void it_may_have_come_late_and_has_not_seen_the_beginning() throws Exception {
        for (Event event : events()) {
            Monitor monitor = monitor();
            assertThatCode(() -> monitor.on(event)).as(event.toString()).doesNotThrowAnyException();
        }
    }
}
