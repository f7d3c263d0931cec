package org.slipway.container.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.slipway.api.monitor.Event.DownloadQueued;
import org.slipway.api.monitor.Event.DownloadRetried;
import org.slipway.api.monitor.Event.Purpose;
import org.slipway.api.monitor.Event.QuestionAsked;
import org.slipway.api.monitor.Monitor;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.trust.TrustDomain;
import org.slipway.model.FeedUri;
import org.slipway.testkit.MonitorContract;

class EventTopicsTest extends MonitorContract {
    private static final FeedUri.Remote FEED = new FeedUri.Remote("https://example.com/a.xml");

    private final List<Event> posted = new ArrayList<>();

    @Override
    protected Monitor monitor() {
        EventAdmin admin = Faked.of(EventAdmin.class, Map.of("postEvent", given -> posted.add((Event) given[0])));
        return new EventTopics(admin, new Present() {});
    }

    private Map<String, Object> posted(org.slipway.api.monitor.Event event) {
        monitor().on(event);
        Event last = posted.get(posted.size() - 1);
        assertThat(last.getTopic()).isEqualTo("org/slipway/" + event.getClass().getSimpleName());
        Map<String, Object> properties = new TreeMap<>();
        for (String name : last.getPropertyNames()) properties.put(name, last.getProperty(name));
        properties.remove("event.topics");
        return properties;
    }

    @Test
    void parts_of_an_event_are_properties_and_what_is_absent_is_left_out() {
        assertThat(posted(new DownloadQueued(
                        7, URI.create("https://a.example/x"), OptionalLong.of(9), Purpose.FEED, Optional.of(FEED))))
                .isEqualTo(Map.of(
                        "id", 7L, "uri", "https://a.example/x", "size", 9L, "purpose", "FEED", "feed", FEED.text()));
        assertThat(posted(new DownloadQueued(
                        7, URI.create("data:,x"), OptionalLong.empty(), Purpose.KEY, Optional.empty())))
                .containsOnlyKeys("id", "uri", "purpose");
        assertThat(posted(new QuestionAsked(FEED, TrustDomain.of(FEED), List.of(new Fingerprint("A".repeat(40))))))
                .containsEntry("keys", List.of("A".repeat(40)))
                .containsEntry("domain", "example.com");
    }

    @Test
    void a_problem_is_its_kind_with_the_rest_beside_it() {
        NetworkProblem problem =
                new NetworkProblem(URI.create("https://a.example/x"), NetworkProblem.Kind.STALLED, "slow");
        assertThat(posted(new DownloadRetried(1, problem, Duration.ofSeconds(2))))
                .isEqualTo(Map.of(
                        "id",
                        1L,
                        "problem",
                        "STALLED",
                        "problem.uri",
                        "https://a.example/x",
                        "problem.detail",
                        "slow",
                        "after",
                        2000L));
    }

    @Test
    void attack_a_login_in_a_uri_is_not_told_to_everybody() {
        URI withLogin = URI.create("https://user:password@a.example/x");
        assertThat(posted(new DownloadQueued(1, withLogin, OptionalLong.empty(), Purpose.ARCHIVE, Optional.empty())))
                .containsEntry("uri", "https://a.example/x");
    }
}
