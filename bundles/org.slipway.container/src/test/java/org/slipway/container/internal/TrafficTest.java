package org.slipway.container.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Event.Ending;
import org.slipway.api.monitor.Event.Purpose;
import org.slipway.api.monitor.Monitor;
import org.slipway.model.InterfaceUri;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.MonitorContract;

class TrafficTest extends MonitorContract {
    private final ManualLoop loop = new ManualLoop();
    private final Traffic traffic = new Traffic(loop, new Answered(loop));

    @Override
    protected Monitor monitor() {
        return new Traffic(loop, new Answered(loop));
    }

    private void queued(long id, String uri) {
        traffic.on(
                new Event.DownloadQueued(id, URI.create(uri), OptionalLong.of(100), Purpose.ARCHIVE, Optional.empty()));
    }

    @Test
    void what_was_asked_for_waits_goes_and_ends() throws Exception {
        queued(1, "https://a.example/x");
        queued(2, "https://a.example/y");
        loop.advance(Duration.ofSeconds(30));
        traffic.on(new Event.DownloadStarted(1, URI.create("https://A.example/z")));
        traffic.on(new Event.DownloadProgress(1, 40));
        Picture now = traffic.picture();
        assertThat(now.queued()).isEqualTo(1);
        assertThat(now.running()).extracting(Transfer::received).containsExactly(40L, 0L);
        assertThat(Duration.between(now.oldestQueued().orElseThrow(), now.time()))
                .isEqualTo(Duration.ofSeconds(30));

        traffic.on(new Event.DownloadEnded(1, Ending.FETCHED));
        traffic.on(new Event.DownloadEnded(2, Ending.FAILED));
        now = traffic.picture();
        assertThat(now.running()).isEmpty();
        assertThat(now.last())
                .extracting(Transfer::uri)
                .extracting(URI::getPath)
                .containsExactly("/y", "/z");
        assertThat(now.sites()).containsExactly(Map.entry("https://a.example", new Site(2, 1, 40)));
        assertThat(now.ended(new Ended(Purpose.ARCHIVE, Ending.FAILED))).isEqualTo(1);
    }

    @Test
    void bytes_of_an_earlier_transfer_have_not_come_again() throws Exception {
        queued(1, "https://a.example/x");
        traffic.on(new Event.DownloadAnswered(1, 60));
        traffic.on(new Event.DownloadProgress(1, 75));
        traffic.on(new Event.DownloadAnswered(1, 0));
        traffic.on(new Event.DownloadProgress(1, 10));
        assertThat(traffic.picture().count(Count.BYTES)).isEqualTo(25);
    }

    @Test
    void solves_and_mirrors_are_counted() throws Exception {
        URI here = URI.create("https://a.example/");
        traffic.on(new Event.SolveEnded(new InterfaceUri("/a.xml"), Duration.ofMillis(3)));
        traffic.on(new Event.SolveEnded(new InterfaceUri("/a.xml"), Duration.ofMillis(4)));
        traffic.on(new Event.MirrorStarted(here, here));
        traffic.on(new Event.MirrorWon(here, here));
        Picture now = traffic.picture();
        assertThat(now.count(Count.SOLVES)).isEqualTo(2);
        assertThat(now.count(Count.SOLVE_NANOS)).isEqualTo(7_000_000);
        assertThat(now.count(Count.MIRRORS_WON)).isEqualTo(1);
        assertThat(now.count(Count.MIRRORS_LOST)).isZero();
    }

    @Test
    void attack_ever_new_sites_do_not_fill_the_memory() throws Exception {
        for (int i = 0; i < 3000; i++) {
            queued(i, "https://" + i + ".example/");
            traffic.on(new Event.DownloadEnded(i, Ending.FAILED));
        }
        Picture now = traffic.picture();
        assertThat(now.sites()).hasSize(1000).containsKey("https://2999.example");
        assertThat(now.last()).hasSize(50);
    }
}
