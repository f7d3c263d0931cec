package org.slipway.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.testkit.ManualLoop;

class TransfersTest {
    private static final URI HERE = URI.create("https://example.com/a.tgz");
    private static final URI MIRROR = URI.create("https://mirror.example/a.tgz");

    private final ManualLoop loop = new ManualLoop();
    private final Transfers transfers = new Transfers(loop.clock(), () -> {});

    private void queue(long id, URI uri, OptionalLong size) {
        transfers.on(new Event.DownloadQueued(id, uri, size, Event.Purpose.ARCHIVE, Optional.empty()));
    }

    private String shown() {
        return Json.of(transfers.view());
    }

    @Test
    void what_waits_for_its_turn_says_so() {
        queue(1, HERE, OptionalLong.of(9));
        assertThat(shown()).contains("Waiting for its turn", "\"part\":0");
    }

    @Test
    void bytes_rate_and_the_time_left_are_shown() {
        queue(1, HERE, OptionalLong.of(10_000_000));
        transfers.on(new Event.DownloadStarted(1, HERE));
        assertThat(shown()).contains("Connecting");
        transfers.on(new Event.DownloadAnswered(1, 0));
        loop.advance(Duration.ofSeconds(1));
        transfers.on(new Event.DownloadProgress(1, 1_000_000));
        assertThat(shown()).contains("1.0 MB of 10.0 MB, 1.0 MB/s, 9 s left", "\"part\":100");
    }

    @Test
    void a_rate_goes_down_where_nothing_comes() {
        queue(1, HERE, OptionalLong.of(10_000_000));
        transfers.on(new Event.DownloadAnswered(1, 0));
        loop.advance(Duration.ofSeconds(1));
        transfers.on(new Event.DownloadProgress(1, 1_000_000));
        loop.advance(Duration.ofSeconds(9));
        assertThat(shown()).contains("100.0 kB/s, 1 min 30 s left");
    }

    @Test
    void what_was_there_already_counts_for_the_part_and_not_for_the_rate() {
        queue(1, HERE, OptionalLong.of(10_000_000));
        transfers.on(new Event.DownloadAnswered(1, 5_000_000));
        loop.advance(Duration.ofSeconds(1));
        transfers.on(new Event.DownloadProgress(1, 6_000_000));
        assertThat(shown()).contains("6.0 MB of 10.0 MB, 1.0 MB/s", "\"part\":600");
    }

    @Test
    void a_size_that_was_a_lie_never_shows_more_than_all() {
        queue(1, HERE, OptionalLong.of(10));
        transfers.on(new Event.DownloadAnswered(1, 0));
        transfers.on(new Event.DownloadProgress(1, Long.MAX_VALUE / 2000));
        assertThat(shown()).contains("\"part\":1000").doesNotContain("left");
    }

    @Test
    void a_mirror_is_named_on_both_sides() {
        queue(1, HERE, OptionalLong.empty());
        queue(2, MIRROR, OptionalLong.empty());
        transfers.on(new Event.MirrorStarted(HERE, MIRROR));
        assertThat(shown()).contains("Slow or failed: a mirror is asked", "A mirror, in place of " + HERE);
        transfers.on(new Event.MirrorWon(HERE, MIRROR));
        assertThat(shown()).contains("what it has is used");
    }

    @Test
    void a_second_try_is_announced() {
        queue(1, HERE, OptionalLong.empty());
        NetworkProblem problem = new NetworkProblem(HERE, NetworkProblem.Kind.BROKEN, "cut off");
        transfers.on(new Event.DownloadRetried(1, problem, Duration.ofSeconds(2)));
        assertThat(shown()).contains("tried again in 2 s");
    }

    @Test
    void a_second_try_that_has_begun_is_not_announced_any_more() {
        queue(1, HERE, OptionalLong.empty());
        queue(2, MIRROR, OptionalLong.empty());
        transfers.on(new Event.MirrorStarted(HERE, MIRROR));
        NetworkProblem problem = new NetworkProblem(MIRROR, NetworkProblem.Kind.BROKEN, "cut off");
        transfers.on(new Event.DownloadRetried(2, problem, Duration.ofSeconds(2)));
        assertThat(shown()).contains("tried again").doesNotContain("in place of");

        transfers.on(new Event.DownloadStarted(2, MIRROR));

        assertThat(shown()).contains("A mirror, in place of " + HERE).doesNotContain("tried again");
    }

    @Test
    void what_is_under_way_comes_first_and_then_what_ended_last() {
        for (long id = 1; id <= 3; id++) queue(id, URI.create("https://example.com/" + id), OptionalLong.empty());
        transfers.on(new Event.DownloadEnded(1, Event.Ending.FETCHED));
        transfers.on(new Event.DownloadEnded(2, Event.Ending.FAILED));
        assertThat(shown().replaceAll("[^{}]*\"id\":(\\d+)[^}]*", "$1")).isEqualTo("[{3},{2},{1}]");
    }

    @Test
    void a_feed_of_ten_thousand_archives_does_not_grow_without_end() {
        for (long id = 1; id <= 10_000; id++) {
            queue(id, HERE, OptionalLong.empty());
            transfers.on(new Event.DownloadEnded(id, Event.Ending.FETCHED));
            transfers.on(new Event.Warning("w" + id));
        }
        assertThat(transfers.view()).hasSize(200);
        assertThat(transfers.warnings()).hasSize(20).endsWith("w10000");
        assertThat(List.of(transfers.underWay())).containsExactly(0L);
    }
}
