package org.slipway.examples.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;
import org.slipway.testkit.MonitorContract;

class TallyTest extends MonitorContract {

    @Override
    protected Monitor monitor() {
        return new Tally();
    }

    @Test
    void bytes_are_counted_for_the_host_that_gave_them() {
        Tally tally = new Tally();
        for (long id = 1; id < 3; id++) {
            tally.on(new Event.DownloadStarted(id, URI.create("https://example.com/" + id)));
            tally.on(new Event.DownloadProgress(id, 5));
            tally.on(new Event.DownloadEnded(id, Event.Ending.FETCHED));
        }
        assertThat(tally.bytes()).containsOnlyKeys("example.com").containsValue(10L);
    }
}
