package org.slipway.container.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Event.Ending;
import org.slipway.api.monitor.Event.Purpose;
import org.slipway.api.monitor.Monitor;
import org.slipway.model.FeedUri;
import org.slipway.testkit.MonitorContract;

class EventLogTest extends MonitorContract {
    private final List<String> lines = new ArrayList<>();
    private boolean debug;

    @Override
    protected Monitor monitor() {
        Logger logger = Faked.of(Logger.class, (proxy, method, arguments) -> {
            if (method.getName().equals("isDebugEnabled")) return debug;
            lines.add(method.getName() + " " + Arrays.deepToString(arguments));
            return null;
        });
        return new EventLog(Faked.of(LoggerFactory.class, Map.of("getLogger", given -> logger)), new Present() {});
    }

    private static Event queued(String uri) {
        return new Event.DownloadQueued(1, URI.create(uri), OptionalLong.empty(), Purpose.FEED, Optional.empty());
    }

    @Test
    void what_is_wrong_and_what_has_come_is_logged_and_the_rest_only_for_debugging() {
        Monitor log = monitor();
        log.on(queued("https://a.example/x"));
        log.on(new Event.DownloadProgress(1, 5));
        assertThat(lines).isEmpty();
        log.on(new Event.DownloadEnded(1, Ending.FAILED));
        log.on(new Event.FeedUpdated(FeedUri.of("https://a.example/x")));
        assertThat(lines)
                .containsExactly(
                        "warn [Cannot download {}, https://a.example/x]",
                        "info [{}, FeedUpdated {feed=https://a.example/x}]");
        debug = true;
        log.on(new Event.Remark("noted"));
        assertThat(lines).last().isEqualTo("debug [{}, Remark {text=noted}]");
    }

    @Test
    void attack_what_comes_from_outside_cannot_forge_a_line_of_the_log() {
        monitor().on(new Event.Warning("bad\n2026-01-01 INFO all is well\u001b[2J"));
        assertThat(lines).containsExactly("warn [{}, bad\\u{a}2026-01-01 INFO all is well\\u{1b}[2J]");
    }

    @Test
    void attack_a_login_in_a_uri_does_not_get_into_the_log() {
        debug = true;
        Monitor log = monitor();
        log.on(queued("https://user:password@a.example/x"));
        log.on(new Event.DownloadEnded(1, Ending.FAILED));
        assertThat(lines).hasSize(2).noneMatch(line -> line.contains("password"));
    }
}
