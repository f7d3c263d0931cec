package org.slipway.downloads.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.TransferListener;
import org.slipway.api.transport.Transport;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestSettings;

class SchemeDownloaderTest {

    private static final URI A = URI.create("http://example.org/a");
    private static final Path FILE = Path.of("/nowhere/a");
    private static final Download FETCHED = new Download.Fetched(FILE, 3, Validators.NONE);

    private final ManualLoop loop = new ManualLoop();
    private final Switch scope = loop.scope();
    private final List<Event> events = new ArrayList<>();
    private final SchemeDownloader downloader = new SchemeDownloader(loop, new TestSettings(), events::add);

    /** Keeps what it is asked, to be answered by the test. */
    private final class Slow implements Transport {
        private final Deferred<Download> outcome = loop.promises().deferred();
        private DownloadRequest asked;

        @Override
        public Promise<Download> download(DownloadRequest request, Switch scope) {
            asked = request;
            return outcome.getPromise();
        }
    }

    @Test
    void the_highest_ranking_transport_of_the_scheme_is_taken() {
        downloader.transports = List.of(
                Whiteboard.serving("ftp", 9, (request, off) -> {
                    throw new AssertionError("asked for another scheme");
                }),
                Whiteboard.serving(new String[] {"http", "https"}, 1, unused()),
                Whiteboard.serving(List.of("http"), 2, answering(FETCHED)));

        assertThat(outcomeOf(A)).isEqualTo(FETCHED);
    }

    @Test
    void the_scheme_is_compared_without_case() {
        downloader.transports = List.of(Whiteboard.serving("http", 1, answering(FETCHED)));

        assertThat(outcomeOf(URI.create("HTTP://example.org/a"))).isEqualTo(FETCHED);
    }

    @Test
    void a_scheme_that_nobody_serves_is_a_problem_of_its_own() {
        assertThat(outcomeOf(A))
                .isEqualTo(new Download.NetworkFailure(new NetworkProblem(A, NetworkProblem.Kind.NO_TRANSPORT, "")));
    }

    @Test
    void a_transport_that_throws_or_gives_null_or_fails_is_named_and_the_next_is_tried() {
        downloader.transports = List.of(
                Whiteboard.serving("http", 5, (request, off) -> {
                    throw new IllegalStateException("thrown");
                }),
                Whiteboard.serving("http", 4, (request, off) -> null),
                Whiteboard.serving("http", 3, (request, off) -> loop.promises().failed(new Exception("failed"))),
                Whiteboard.serving("http", 2, answering(null)),
                Whiteboard.serving("http", 1, answering(FETCHED)));

        assertThat(outcomeOf(A)).isEqualTo(FETCHED);
        assertThat(events.stream().filter(Event.Warning.class::isInstance).map(Object::toString))
                .satisfiesExactly(
                        warning -> assertThat(warning).contains("plug-in 5", "thrown"),
                        warning -> assertThat(warning).contains("plug-in 4", "answered nothing"),
                        warning -> assertThat(warning).contains("plug-in 3", "failed"),
                        warning -> assertThat(warning).contains("plug-in 2", "no outcome"));
    }

    @Test
    void one_that_the_user_stops_has_failed_and_the_others_go_on() {
        List<Switch> stopped = new ArrayList<>();
        downloader.transports = List.of(Whiteboard.serving("http", 1, (request, off) -> {
            stopped.add(off);
            Deferred<Download> outcome = loop.promises().deferred();
            off.onOff(() -> outcome.resolve(new Download.Aborted()));
            return outcome.getPromise();
        }));
        Promise<Download> first = start(A);
        Promise<Download> second = start(A);
        loop.run();

        assertThat(downloader.cancel(1)).isTrue();
        assertThat(loop.value(first))
                .isEqualTo(new Download.NetworkFailure(new NetworkProblem(A, NetworkProblem.Kind.CANCELLED, "")));
        loop.advance(Duration.ofMinutes(1));
        assertThat(stopped).as("it is not tried again").hasSize(2);
        assertThat(second.isDone()).isFalse();
        assertThat(events).contains(new Event.DownloadEnded(1, Event.Ending.ABORTED));
        assertThat(downloader.cancel(1)).isFalse();

        scope.off();
        assertThat(loop.value(second)).isEqualTo(new Download.Aborted());
        assertThat(downloader.cancel(2)).isFalse();
    }

    @Test
    void a_transport_that_blocks_is_given_up_and_not_asked_again() {
        List<String> asked = new ArrayList<>();
        downloader.transports = List.of(
                Whiteboard.serving("http", 2, (request, off) -> {
                    asked.add("stuck");
                    throw new ManualLoop.NeverBack();
                }),
                Whiteboard.serving("http", 1, answering(FETCHED)));

        assertThat(outcomeOf(A)).isEqualTo(FETCHED);
        assertThat(outcomeOf(A)).isEqualTo(FETCHED);

        assertThat(asked).containsExactly("stuck");
        assertThat(events)
                .filteredOn(Event.Warning.class::isInstance)
                .singleElement()
                .asString()
                .contains("plug-in 2");
    }

    @Test
    void a_transport_that_claims_to_have_been_stopped_lies_and_the_next_is_tried() {
        downloader.transports = List.of(
                Whiteboard.serving("http", 2, answering(new Download.Aborted())),
                Whiteboard.serving("http", 1, answering(FETCHED)));

        assertThat(outcomeOf(A)).isEqualTo(FETCHED);
        assertThat(events.toString()).contains("plug-in 2", "aborts unasked");
    }

    @Test
    void a_transport_that_falls_silent_is_given_up_and_the_next_is_tried() {
        Slow silent = new Slow();
        downloader.transports =
                List.of(Whiteboard.serving("http", 2, silent), Whiteboard.serving("http", 1, answering(FETCHED)));
        Promise<Download> outcome = start(A);
        loop.run();
        silent.asked.listener().placed(A);

        loop.advance(Duration.ofMinutes(4));
        assertThat(outcome.isDone()).isFalse();
        loop.advance(Duration.ofMinutes(2));

        assertThat(loop.value(outcome)).isEqualTo(FETCHED);
        assertThat(events.toString()).contains("plug-in 2", "no sign of life");
    }

    @Test
    void what_began_with_a_transport_that_leaves_may_end_and_else_begins_again_with_another() {
        Slow leaving = new Slow();
        downloader.transports = List.of(Whiteboard.serving("http", 1, leaving));
        Promise<Download> outcome = start(A);
        loop.run();
        downloader.transports = List.of(Whiteboard.serving("http", 1, answering(FETCHED)));

        loop.advance(Duration.ofSeconds(5));
        assertThat(outcome.isDone()).isFalse();
        loop.advance(Duration.ofSeconds(10));

        assertThat(loop.value(outcome)).isEqualTo(FETCHED);
        assertThat(events).noneMatch(Event.Warning.class::isInstance);
    }

    @Test
    void the_next_transport_begins_when_the_one_before_has_let_go_of_the_file() {
        Deferred<Done> closing = loop.promises().deferred();
        downloader.transports = List.of(Whiteboard.serving("http", 2, (request, off) -> {
            off.onOff(() -> closing.getPromise());
            return loop.promises().failed(new Exception("failed"));
        }));
        List<String> asked = new ArrayList<>();
        downloader.transports = List.of(downloader.transports.get(0), Whiteboard.serving("http", 1, (request, off) -> {
            asked.add("next");
            return loop.promises().resolved(FETCHED);
        }));
        Promise<Download> outcome = start(A);
        assertThat(asked).isEmpty();
        closing.resolve(Done.DONE);
        assertThat(loop.value(outcome)).isEqualTo(FETCHED);
        assertThat(asked).containsExactly("next");
    }

    @Test
    void one_that_never_lets_go_of_it_is_waited_for_some_seconds() {
        downloader.transports = List.of(
                Whiteboard.serving("http", 2, (request, off) -> {
                    off.onOff(() -> loop.promises().<Done>deferred().getPromise());
                    return loop.promises().failed(new Exception("failed"));
                }),
                Whiteboard.serving("http", 1, answering(FETCHED)));
        Promise<Download> outcome = start(A);
        assertThat(outcome.isDone()).isFalse();
        loop.advance(Duration.ofSeconds(6));
        assertThat(loop.value(outcome)).isEqualTo(FETCHED);
    }

    @Test
    void a_transport_that_never_cleans_up_keeps_nobody_from_leaving() {
        Transport dirty = (request, off) -> {
            off.onOff(() -> loop.promises().<Done>deferred().getPromise());
            return loop.promises().<Download>deferred().getPromise();
        };
        downloader.transports = List.of(Whiteboard.serving("http", 1, dirty));
        start(A);
        loop.run();

        Promise<Done> left = scope.off();
        loop.advance(Duration.ofSeconds(6));

        assertThat(left.isDone()).isTrue();
    }

    @Test
    void a_transport_that_is_being_replaced_is_waited_for_some_seconds() {
        downloader.transports = List.of(Whiteboard.serving("http", 1, answering(FETCHED)));
        outcomeOf(A);
        downloader.transports = List.of();
        Promise<Download> first = start(A);
        loop.advance(Duration.ofSeconds(3));
        assertThat(first.isDone()).isFalse();
        downloader.transports = List.of(Whiteboard.serving("http", 1, answering(FETCHED)));
        loop.advance(Duration.ofSeconds(1));
        assertThat(loop.value(first)).isEqualTo(FETCHED);

        downloader.transports = List.of();
        Promise<Download> second = start(A);
        loop.advance(Duration.ofSeconds(11));
        assertThat(loop.value(second)).isInstanceOf(Download.NetworkFailure.class);
    }

    @Test
    void when_every_transport_is_defective_the_problem_says_which() {
        downloader.transports = List.of(Whiteboard.serving("http", 1, (request, off) -> null));

        assertThat(outcomeOf(A)).isInstanceOfSatisfying(Download.NetworkFailure.class, failure -> {
            assertThat(failure.problem().kind()).isEqualTo(NetworkProblem.Kind.NO_TRANSPORT);
            assertThat(failure.problem().detail()).contains("plug-in 1");
        });
    }

    @Test
    void a_network_failure_is_an_answer_and_not_a_defect() {
        Download failure = new Download.NetworkFailure(new NetworkProblem(A, NetworkProblem.Kind.NOT_FOUND, "404"));
        downloader.transports =
                List.of(Whiteboard.serving("http", 2, answering(failure)), Whiteboard.serving("http", 1, unused()));

        assertThat(outcomeOf(A)).isEqualTo(failure);
        assertThat(events).contains(new Event.DownloadEnded(1, Event.Ending.FAILED));
    }

    @Test
    void a_scope_that_is_off_already_asks_nobody_and_tells_nobody() {
        downloader.transports = List.of(Whiteboard.serving("http", 2, unused()));
        scope.off();

        assertThat(outcomeOf(A)).isEqualTo(new Download.Aborted());
        assertThat(events).isEmpty();
    }

    @Test
    void an_abort_that_looks_like_a_defect_leads_to_no_other_transport() {
        Slow slow = new Slow();
        downloader.transports = List.of(Whiteboard.serving("http", 2, slow), Whiteboard.serving("http", 1, unused()));
        Promise<Download> outcome = start(A);
        loop.run();
        scope.off();
        slow.outcome.fail(new CancellationException());

        assertThat(loop.value(outcome)).isEqualTo(new Download.Aborted());
        assertThat(events).noneMatch(Event.Warning.class::isInstance);
    }

    @Test
    void a_download_goes_on_with_the_transport_it_began_with_when_a_better_one_comes() {
        Slow slow = new Slow();
        downloader.transports = List.of(Whiteboard.serving("http", 1, slow));
        Promise<Download> outcome = start(A);
        loop.run();

        downloader.transports = List.of(Whiteboard.serving("http", 2, unused()));
        slow.outcome.resolve(FETCHED);

        assertThat(loop.value(outcome)).isEqualTo(FETCHED);
    }

    @Test
    void the_monitors_follow_a_download_and_the_asker_hears_everything() {
        Slow slow = new Slow();
        downloader.transports = List.of(Whiteboard.serving("http", 1, slow));
        List<String> heard = new ArrayList<>();
        DownloadRequest request = DownloadRequest.to(A, FILE)
                .size(3_000_000)
                .skip(5)
                .listener(new TransferListener() {
                    @Override
                    public void placed(URI uri) {
                        heard.add("placed " + uri);
                    }

                    @Override
                    public void connected() {
                        heard.add("connected");
                    }

                    @Override
                    public void answered(URI from, Validators validators, long at) {
                        heard.add("answered " + from + " at " + at);
                    }

                    @Override
                    public void dated(URI from, Instant time) {
                        heard.add("dated " + from + " " + time);
                    }

                    @Override
                    public void received(long total) {
                        heard.add("received " + total);
                    }
                })
                .build();
        downloader.download(request, Event.Purpose.ARCHIVE, Optional.empty(), scope);
        loop.run();

        slow.asked.listener().placed(A);
        slow.asked.listener().connected();
        slow.asked.listener().dated(A, Instant.EPOCH);
        slow.asked.listener().answered(A, Validators.NONE, 0);
        slow.asked.listener().received(1);
        slow.asked.listener().received(2);
        slow.asked.listener().received(2_000_000);
        loop.advance(Duration.ofSeconds(1));
        slow.asked.listener().received(2_000_001);
        slow.outcome.resolve(FETCHED);
        loop.run();

        assertThat(slow.asked.size()).isEqualTo(OptionalLong.of(3_000_000));
        assertThat(slow.asked.skip()).isEqualTo(5);
        assertThat(heard)
                .containsExactly(
                        "placed " + A,
                        "connected",
                        "dated " + A + " " + Instant.EPOCH,
                        "answered " + A + " at 0",
                        "received 1",
                        "received 2",
                        "received 2000000",
                        "received 2000001");
        assertThat(events)
                .containsExactly(
                        new Event.DownloadQueued(
                                1, A, OptionalLong.of(3_000_000), Event.Purpose.ARCHIVE, Optional.empty()),
                        new Event.DownloadStarted(1, A),
                        new Event.DownloadConnected(1),
                        new Event.DownloadAnswered(1, 0),
                        new Event.DownloadProgress(1, 1),
                        new Event.DownloadProgress(1, 2_000_000),
                        new Event.DownloadProgress(1, 2_000_001),
                        new Event.DownloadEnded(1, Event.Ending.FETCHED));
    }

    @Test
    void the_limit_reaches_the_transport_where_no_size_is_known() {
        Slow slow = new Slow();
        downloader.transports = List.of(Whiteboard.serving("http", 1, slow));
        downloader.download(DownloadRequest.to(A, FILE).limit(99).build(), Event.Purpose.FEED, Optional.empty(), scope);

        assertThat(slow.asked.limit()).isEqualTo(99);
        assertThat(slow.asked.size()).isEmpty();
    }

    @Test
    void each_download_has_a_number_of_its_own() {
        outcomeOf(A);
        outcomeOf(A);

        assertThat(events.stream().filter(Event.DownloadQueued.class::isInstance))
                .extracting(event -> ((Event.DownloadQueued) event).id())
                .containsExactly(1L, 2L);
    }

    private Download outcomeOf(URI uri) {
        return loop.value(start(uri));
    }

    private Promise<Download> start(URI uri) {
        DownloadRequest request = DownloadRequest.to(uri, FILE).build();
        return downloader.download(request, Event.Purpose.FEED, Optional.empty(), scope);
    }

    private Transport answering(Download outcome) {
        return (request, off) -> loop.promises().resolved(outcome);
    }

    private static Transport unused() {
        return (request, off) -> {
            throw new AssertionError("must not be asked");
        };
    }
}
