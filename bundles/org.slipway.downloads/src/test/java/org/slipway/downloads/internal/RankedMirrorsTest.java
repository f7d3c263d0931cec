package org.slipway.downloads.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.api.mirror.MirrorStrategy;
import org.slipway.api.monitor.Event;
import org.slipway.testkit.ManualLoop;

class RankedMirrorsTest {

    private static final URI ARCHIVE = URI.create("http://example.org/a.tgz");

    private final List<Event> events = new ArrayList<>();
    private final ManualLoop loop = new ManualLoop();
    private final RankedMirrors mirrors = new RankedMirrors(loop, events::add);

    @Test
    void the_highest_ranking_comes_first_and_nothing_twice() {
        mirrors.strategies = List.of(
                Whiteboard.service("low", 1, naming("http://b/", "http://c/")),
                Whiteboard.service("high", 2, naming("http://a/", "http://b/")));

        assertThat(mirrors.archive(ARCHIVE)).asString().isEqualTo("[http://a/, http://b/, http://c/]");
    }

    @Test
    void one_that_throws_blocks_or_answers_null_is_named_and_left_out() {
        mirrors.strategies = List.of(
                Whiteboard.service("throwing", 3, new MirrorStrategy() {
                    @Override
                    public List<URI> archive(URI archive) {
                        throw new UnsupportedOperationException();
                    }
                }),
                Whiteboard.service("nothing", 2, new MirrorStrategy() {
                    @Override
                    public List<URI> archive(URI archive) {
                        return null;
                    }
                }),
                Whiteboard.service("stuck", 2, new MirrorStrategy() {
                    @Override
                    public List<URI> archive(URI archive) {
                        throw new ManualLoop.NeverBack();
                    }
                }),
                Whiteboard.service("good", 1, naming("http://a/")));

        assertThat(mirrors.archive(ARCHIVE)).containsExactly(URI.create("http://a/"));
        loop.run();
        assertThat(events).hasSize(3);
        assertThat(events.get(0)).asString().contains("mirror strategy throwing");
        assertThat(events.get(1)).asString().contains("mirror strategy nothing");
        assertThat(events.get(2)).asString().contains("mirror strategy stuck", "no answer");
    }

    @Test
    void the_next_question_sees_a_strategy_that_has_come_meanwhile() {
        assertThat(mirrors.archive(ARCHIVE)).isEmpty();

        mirrors.strategies = List.of(Whiteboard.service("new", 0, naming("http://a/")));

        assertThat(mirrors.archive(ARCHIVE)).hasSize(1);
    }

    private static MirrorStrategy naming(String... copies) {
        return new MirrorStrategy() {
            @Override
            public List<URI> archive(URI archive) {
                return List.of(copies).stream().map(URI::create).toList();
            }
        };
    }
}
