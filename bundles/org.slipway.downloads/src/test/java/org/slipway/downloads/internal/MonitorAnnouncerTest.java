package org.slipway.downloads.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;
import org.slipway.testkit.ManualLoop;

class MonitorAnnouncerTest {

    private static final Event REMARK = new Event.Remark("hello");

    private final ManualLoop loop = new ManualLoop();
    private final MonitorAnnouncer announcer = new MonitorAnnouncer(loop);
    private final List<Event> seen = new ArrayList<>();
    private final List<Event> seenByBroken = new ArrayList<>();
    private final Monitor broken = event -> {
        seenByBroken.add(event);
        throw new IllegalStateException("bad\u001b[31m luck");
    };

    @Test
    void every_monitor_is_told_the_highest_ranking_first() {
        List<String> order = new ArrayList<>();
        announcer.monitors = List.of(
                Whiteboard.service("low", 1, event -> order.add("low")),
                Whiteboard.service("high", 9, event -> order.add("high")));

        announcer.announce(REMARK);

        assertThat(order).containsExactly("high", "low");
    }

    @Test
    void one_that_throws_is_told_nothing_more_and_the_others_hear_of_it_once() {
        announcer.monitors = List.of(Whiteboard.service("broken", 2, broken), Whiteboard.service("good", 1, seen::add));

        announcer.announce(REMARK);
        loop.run();
        announcer.announce(REMARK);

        assertThat(seenByBroken).hasSize(1);
        assertThat(seen).hasSize(3).filteredOn(Event.Warning.class::isInstance).hasSize(1);
        assertThat(seen.get(1)).asString().contains("monitor broken").contains("bad?[31m luck");
    }

    @Test
    void one_that_blocks_is_given_up_and_named() {
        Monitor stuck = event -> {
            throw new ManualLoop.NeverBack();
        };
        announcer.monitors = List.of(Whiteboard.service("stuck", 2, stuck), Whiteboard.service("good", 1, seen::add));

        announcer.announce(REMARK);
        loop.run();

        assertThat(seen).hasSize(2).last().asString().contains("monitor stuck", "no answer within 5s");
    }

    @Test
    void one_that_comes_back_gets_another_chance() {
        announcer.monitors = List.of(Whiteboard.service("broken", 2, broken));
        announcer.announce(REMARK);
        announcer.monitors = List.of();
        announcer.announce(REMARK);
        announcer.monitors = List.of(Whiteboard.service("broken", 2, broken));

        announcer.announce(REMARK);

        assertThat(seenByBroken).hasSize(2);
    }
}
