package org.slipway.container.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Event.Ending;
import org.slipway.api.monitor.Event.Purpose;
import org.slipway.model.InterfaceUri;
import org.slipway.testkit.ManualLoop;

class MetricsTest {
    private final ManualLoop loop = new ManualLoop();
    private final Traffic traffic = new Traffic(loop, new Answered(loop));
    private final Metrics metrics = new Metrics(traffic);

    private void queued(long id) {
        traffic.on(new Event.DownloadQueued(
                id, URI.create("https://secret.example/x"), OptionalLong.empty(), Purpose.FEED, Optional.empty()));
    }

    @Test
    void what_was_counted_is_told_as_prometheus_reads_it() {
        queued(1);
        queued(2);
        queued(3);
        traffic.on(new Event.DownloadStarted(1, URI.create("https://secret.example/x")));
        traffic.on(new Event.DownloadProgress(1, 12));
        traffic.on(new Event.DownloadEnded(1, Ending.FETCHED));
        traffic.on(new Event.DownloadStarted(2, URI.create("https://secret.example/x")));
        traffic.on(new Event.SolveEnded(new InterfaceUri("/a.xml"), Duration.ofMillis(1500)));
        assertThat(metrics.get())
                .contains(
                        "# TYPE slipway_downloads_total counter\n",
                        "slipway_downloads_total{purpose=\"feed\",ending=\"fetched\"} 1\n",
                        "slipway_downloads_total{purpose=\"key_information\",ending=\"failed\"} 0\n",
                        "slipway_received_bytes_total 12\n",
                        "slipway_queued 1\n",
                        "slipway_transfers 1\n",
                        "slipway_mirrors_total{outcome=\"won\"} 0\n",
                        "slipway_solve_seconds_sum 1.500000\nslipway_solve_seconds_count 1\n");
    }

    @Test
    void every_line_is_a_comment_or_a_figure_and_each_name_is_described_once() {
        assertThat(metrics.get().lines())
                .allMatch(line -> line.matches(
                        "# (HELP|TYPE) slipway_[a-z_]+ .+|slipway_[a-z_]+(\\{[a-z]+=\"[a-z_]+\"(,[a-z]+=\"[a-z_]+\")*})?"
                                + " [0-9.]+"));
        assertThat(metrics.get().lines().filter(line -> line.startsWith("# TYPE")))
                .doesNotHaveDuplicates();
    }

    @Test
    void attack_names_from_outside_do_not_get_into_the_figures() {
        queued(1);
        assertThat(metrics.get()).doesNotContain("secret");
    }
}
