package org.slipway.driver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.slipway.api.feed.FeedSource;
import org.slipway.api.monitor.Event;
import org.slipway.api.packages.PackageManager;
import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.feed.FeedImport;
import org.slipway.model.feed.NativePackage;
import org.slipway.testkit.ManualLoop;

/** What package managers and sources of feeds know, among them some that are defective. */
class FoundElsewhereTest {
    private static final FeedImport MORE = new FeedImport(
            FeedUri.of("http://example.com/more.xml"),
            new Architecture(Optional.empty(), Optional.empty()),
            Optional.empty(),
            FeedImport.Origin.USER);

    private final ManualLoop loop = new ManualLoop();
    private final List<Event> events = new ArrayList<>();

    @Test
    void a_source_of_feeds_that_throws_blocks_or_answers_nothing_is_named_once_and_left_out() {
        FeedSources sources = new FeedSources(loop, events::add);
        FeedSource throwing = uri -> {
            throw new IllegalStateException("broken");
        };
        FeedSource stuck = uri -> {
            throw new ManualLoop.NeverBack();
        };
        sources.sources = List.of(throwing, stuck, uri -> null, uri -> List.of(MORE));

        for (int i = 0; i < 2; i++)
            assertThat(sources.feeds(new InterfaceUri("http://example.com/a.xml")))
                    .containsExactly(MORE);
        loop.run();

        assertThat(events).hasSize(3).allMatch(event -> event.toString().contains("feed source"));
    }

    private record Manager(Runnable first) implements PackageManager {
        @Override
        public String distribution() {
            return "Odd";
        }

        @Override
        public Presence presence() {
            first.run();
            return Presence.PRESENT;
        }

        @Override
        public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
            return null;
        }
    }

    @Test
    void a_package_manager_that_throws_blocks_or_answers_nothing_is_a_problem_and_no_failure() {
        NativePackages packages = new NativePackages(loop);
        packages.managers = List.of(
                new Manager(() -> {
                    throw new IllegalStateException("broken");
                }),
                new Manager(() -> {
                    throw new ManualLoop.NeverBack();
                }),
                new Manager(() -> {}));
        var feed = Texts.feed("http://example.com/a.xml", "<package-implementation package='x' main='/x'/>");

        assertThat(packages.find(feed, PackageManager.Depth.INSTALLED).problems())
                .hasSize(3)
                .anyMatch(problem -> problem.contains("broken"))
                .anyMatch(problem -> problem.contains("no answer within"))
                .allMatch(problem -> problem.contains("package manager"));
        assertThat(packages.find(feed, PackageManager.Depth.INSTALLED).problems())
                .as("who is lost is not asked again")
                .hasSize(2);
    }
}
