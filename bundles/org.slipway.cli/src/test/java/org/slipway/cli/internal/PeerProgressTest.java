package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.ManifestDigest;
import org.slipway.testkit.ManualLoop;

class PeerProgressTest {
    private static final URI ARCHIVE = URI.create("http://example.com/a.tgz");
    private static final FeedUri FEED = new FeedUri.Remote("http://example.com/a.xml");
    private static final ManifestDigest DIGEST =
            ManifestDigest.of("sha256=" + "0".repeat(64)).orElseThrow();

    private final ManualLoop loop = new ManualLoop();
    private final Switch scope = loop.scope();
    private final List<String> told = new ArrayList<>();
    private final PeerProgress progress = new PeerProgress(loop, events -> told.add(JsonText.dense(events)), scope);

    private void happens(Event... events) {
        for (Event event : events) progress.on(event);
    }

    private String later() {
        told.clear();
        loop.advance(Duration.ofMillis(250));
        return String.join("\n", told);
    }

    private static Event.DownloadQueued queued(long id) {
        return new Event.DownloadQueued(id, ARCHIVE, OptionalLong.of(9000), Event.Purpose.ARCHIVE, Optional.of(FEED));
    }

    @Test
    void a_download_is_told_from_its_beginning_to_its_end() {
        NetworkProblem problem = new NetworkProblem(ARCHIVE, Kind.BROKEN, "");
        happens(
                queued(7),
                new Event.DownloadStarted(7, ARCHIVE),
                new Event.DownloadAnswered(7, 0),
                new Event.DownloadProgress(7, 500),
                new Event.DownloadRetried(7, problem, Duration.ofMillis(1500)),
                new Event.DownloadProgress(7, 9000),
                new Event.DownloadEnded(7, Event.Ending.FETCHED));
        assertThat(later())
                .isEqualTo("[{\"event\":\"queued\",\"download\":7,\"uri\":\"http://example.com/a.tgz\",\"size\":9000,"
                        + "\"purpose\":\"archive\",\"feed\":\"http://example.com/a.xml\"},"
                        + "{\"event\":\"started\",\"download\":7,\"uri\":\"http://example.com/a.tgz\"},"
                        + "{\"event\":\"retried\",\"download\":7,\"why\":\"Cannot download http://example.com/a.tgz:"
                        + " the connection broke off\",\"after\":1.5},"
                        + "{\"event\":\"ended\",\"download\":7,\"ending\":\"fetched\",\"bytes\":9000}]");
    }

    @Test
    void what_becomes_of_an_implementation_is_told() {
        happens(
                new Event.WaitingForProcess(DIGEST, 4711),
                new Event.Unpacking(ARCHIVE),
                new Event.Unpacked(ARCHIVE),
                new Event.Verified(DIGEST),
                new Event.Stored(DIGEST));
        assertThat(later())
                .isEqualTo("[{\"event\":\"waiting\",\"process\":4711,\"digest\":\"" + DIGEST + "\"},"
                        + "{\"event\":\"unpacking\",\"uri\":\"http://example.com/a.tgz\"},"
                        + "{\"event\":\"unpacked\",\"uri\":\"http://example.com/a.tgz\"},"
                        + "{\"event\":\"verified\",\"digest\":\"" + DIGEST + "\"},"
                        + "{\"event\":\"stored\",\"digest\":\"" + DIGEST + "\"}]");
    }

    @Test
    void bytes_are_told_with_their_rate_since_the_last_time() {
        happens(queued(1));
        later();
        happens(new Event.DownloadProgress(1, 1000), new Event.DownloadProgress(1, 2000));
        assertThat(later())
                .isEqualTo("[{\"event\":\"received\",\"download\":1,\"bytes\":2000,\"size\":9000,\"rate\":4000}]");
        happens(new Event.DownloadProgress(1, 2500));
        assertThat(later()).contains("\"bytes\":2500,", "\"rate\":2000");
    }

    @Test
    void what_was_there_from_an_earlier_transfer_is_no_part_of_the_rate() {
        happens(queued(1), new Event.DownloadAnswered(1, 8000), new Event.DownloadProgress(1, 8250));
        assertThat(later()).contains("\"bytes\":8250,", "\"rate\":1000");
    }

    @Test
    void a_transfer_that_begins_again_has_no_rate_below_nothing() {
        happens(queued(1), new Event.DownloadProgress(1, 8000));
        later();
        happens(new Event.DownloadProgress(1, 10));
        assertThat(later()).contains("\"bytes\":10,", "\"rate\":0");
    }

    @Test
    void where_no_time_has_passed_there_is_no_rate() {
        happens(queued(1), new Event.DownloadProgress(1, 8000));
        progress.tellNow();
        assertThat(told.get(0)).contains("\"rate\":null");
    }

    @Test
    void however_much_happens_there_are_four_messages_in_a_second() {
        for (long id = 0; id < 20; id++) happens(queued(id));
        for (int i = 1; i <= 1000; i++) {
            for (long id = 0; id < 20; id++) happens(new Event.DownloadProgress(id, i));
            loop.advance(Duration.ofMillis(1));
        }
        assertThat(told).hasSizeLessThanOrEqualTo(4);
        assertThat(told.get(told.size() - 1).split("\\{")).hasSizeLessThanOrEqualTo(21);
    }

    @Test
    void where_nothing_happens_nothing_is_told() {
        happens(new Event.Remark("x"), new Event.DownloadConnected(1), new Event.DownloadAnswered(1, 5));
        loop.advance(Duration.ofSeconds(5));
        assertThat(told).isEmpty();
    }

    @Test
    void a_download_that_began_before_is_told_of_too() {
        happens(new Event.DownloadProgress(9, 4000));
        loop.advance(Duration.ofMillis(100));
        happens(new Event.DownloadProgress(9, 5000));
        assertThat(later())
                .isEqualTo("[{\"event\":\"received\",\"download\":9,\"bytes\":5000,\"size\":null,\"rate\":4000}]");
    }

    @Test
    void what_is_of_no_interest_any_more_is_not_told() {
        happens(queued(1), new Event.DownloadProgress(1, 5));
        progress.forget();
        assertThat(later()).isEmpty();
    }

    @Test
    void once_it_is_over_nothing_more_is_told() {
        happens(queued(1));
        loop.value(scope.off());
        happens(new Event.DownloadEnded(1, Event.Ending.ABORTED));
        loop.advance(Duration.ofSeconds(5));
        assertThat(told).isEmpty();
    }
}
