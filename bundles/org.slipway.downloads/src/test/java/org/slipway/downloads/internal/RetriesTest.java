package org.slipway.downloads.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.TransferListener;
import org.slipway.api.transport.Validators;
import org.slipway.async.Switch;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestSettings;

class RetriesTest {
    private static final URI A = URI.create("http://example.org/a");
    private static final Path FILE = Path.of("/nowhere/a");
    private static final Download FETCHED = new Download.Fetched(FILE, 3, Validators.NONE);
    private static final Validators STATE = new Validators(Optional.of("\"1\""), Optional.empty());

    private final ManualLoop loop = new ManualLoop();
    private final Switch scope = loop.scope();
    private final List<Event> events = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<DownloadRequest> tries = new ArrayList<>();
    private final List<Deferred<Download>> outcomes = new ArrayList<>();
    private final SchemeDownloader downloader = new SchemeDownloader(loop, new TestSettings(), events::add);

    private Promise<Download> start() {
        downloader.transports = List.of(Whiteboard.serving("http", 1, (request, off) -> {
            tries.add(request);
            outcomes.add(loop.promises().deferred());
            return outcomes.get(outcomes.size() - 1).getPromise();
        }));
        TransferListener listener = new TransferListener() {
            @Override
            public void retrying(NetworkProblem problem, Duration after) {
                heard.add(problem.kind() + " again in " + after.toSeconds() + " s");
            }
        };
        Promise<Download> outcome = downloader.download(
                DownloadRequest.to(A, FILE).listener(listener).build(), Event.Purpose.FEED, Optional.empty(), scope);
        loop.run();
        return outcome;
    }

    private void end(Download outcome) {
        outcomes.get(outcomes.size() - 1).resolve(outcome);
        loop.run();
    }

    private static Download problem(Kind kind, String detail) {
        return new Download.NetworkFailure(new NetworkProblem(A, kind, detail));
    }

    private static Download busy(Duration retryAfter) {
        return new Download.NetworkFailure(
                new NetworkProblem(A, Kind.STATUS, "503 Service Unavailable", Optional.of(retryAfter)));
    }

    private void brokeAfter(long bytes) {
        TransferListener listener = tries.get(tries.size() - 1).listener();
        listener.answered(A, STATE, 0);
        listener.received(bytes);
        end(problem(Kind.BROKEN, ""));
    }

    private static final Download BROKEN = problem(Kind.BROKEN, "");

    @Test
    void what_broke_is_tried_again_after_pauses_that_double_and_then_given_up() {
        Promise<Download> outcome = start();
        end(BROKEN);
        loop.advance(Duration.ofMillis(999));
        assertThat(tries).hasSize(1);
        loop.advance(Duration.ofMillis(1));
        assertThat(tries).hasSize(2);
        end(BROKEN);
        loop.advance(Duration.ofMillis(1999));
        assertThat(tries).hasSize(2);
        loop.advance(Duration.ofMillis(1));
        assertThat(tries).hasSize(3);
        end(BROKEN);
        assertThat(loop.value(outcome)).isEqualTo(BROKEN);
        assertThat(heard).containsExactly("BROKEN again in 1 s", "BROKEN again in 2 s");
    }

    @Test
    void a_try_that_goes_well_ends_it() {
        Promise<Download> outcome = start();
        end(BROKEN);
        loop.advance(Duration.ofSeconds(1));
        end(FETCHED);
        assertThat(loop.value(outcome)).isEqualTo(FETCHED);
        assertThat(events.stream().filter(e -> e instanceof Event.DownloadQueued || e instanceof Event.DownloadEnded))
                .hasSize(2);
        assertThat(events)
                .contains(new Event.DownloadRetried(1, new NetworkProblem(A, Kind.BROKEN, ""), Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"408 Request Timeout", "425", "429 Too Many Requests", "500 x", "502", "503", "504 y"})
    void a_status_that_may_pass_is_worth_another_try(String status) {
        start();
        end(problem(Kind.STATUS, status));
        loop.advance(Duration.ofSeconds(1));
        assertThat(tries).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request", "401", "403 Forbidden", "501", "505", ""})
    void a_status_that_would_be_the_same_again_is_not(String status) {
        Promise<Download> outcome = start();
        end(problem(Kind.STATUS, status));
        assertThat(loop.value(outcome)).isEqualTo(problem(Kind.STATUS, status));
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = Mode.EXCLUDE,
            names = {"BROKEN", "STATUS"})
    void what_another_try_would_not_change_is_left_to_mirrors(Kind kind) {
        Promise<Download> outcome = start();
        end(problem(kind, ""));
        assertThat(loop.value(outcome)).isEqualTo(problem(kind, ""));
    }

    @Test
    void an_answer_that_was_cut_off_is_gone_on_with() {
        start();
        tries.get(0).listener().answered(A, STATE, 0);
        end(problem(Kind.TOO_SHORT, "1 of 2"));
        loop.advance(Duration.ofSeconds(1));
        assertThat(tries).hasSize(2);
    }

    @Test
    void the_server_that_wants_more_time_gets_it() {
        start();
        end(busy(Duration.ofSeconds(40)));
        loop.advance(Duration.ofSeconds(39));
        assertThat(tries).hasSize(1);
        loop.advance(Duration.ofSeconds(1));
        assertThat(tries).hasSize(2);
        end(busy(Duration.ZERO));
        assertThat(heard).containsExactly("STATUS again in 40 s", "STATUS again in 2 s");
    }

    @Test
    void a_server_that_wants_more_than_a_minute_is_not_waited_for() {
        Promise<Download> waited = start();
        end(busy(Duration.ofSeconds(60)));
        assertThat(waited.isDone()).isFalse();
        loop.advance(Duration.ofSeconds(60));
        end(busy(Duration.ofSeconds(61)));
        assertThat(loop.value(waited)).isEqualTo(busy(Duration.ofSeconds(61)));
    }

    @Test
    void it_goes_on_from_where_it_broke_off() {
        start();
        brokeAfter(700);
        loop.advance(Duration.ofSeconds(1));
        assertThat(tries.get(0).resume()).isEqualTo(Beginning.NONE);
        assertThat(tries.get(1).resume()).isEqualTo(new Beginning(700, STATE));
    }

    @Test
    void a_try_without_an_answer_leaves_the_beginning_as_it_was() {
        start();
        brokeAfter(700);
        loop.advance(Duration.ofSeconds(1));
        end(BROKEN);
        loop.advance(Duration.ofSeconds(2));
        assertThat(tries.get(2).resume()).isEqualTo(new Beginning(700, STATE));
    }

    @Test
    void bytes_that_cannot_be_recognised_are_not_gone_on_with() {
        start();
        tries.get(0).listener().answered(A, Validators.NONE, 0);
        tries.get(0).listener().received(700);
        end(BROKEN);
        loop.advance(Duration.ofSeconds(1));
        assertThat(tries.get(1).resume()).isEqualTo(Beginning.NONE);
    }

    @Test
    void a_try_that_brought_a_megabyte_does_not_count() {
        Promise<Download> outcome = start();
        for (int i = 0; i < 5; i++) {
            brokeAfter(1 << 20);
            loop.advance(Duration.ofSeconds(1));
        }
        assertThat(tries).hasSize(6);
        for (int i = 0; i < 2; i++) {
            brokeAfter((1 << 20) - 1);
            loop.advance(Duration.ofSeconds(2));
        }
        assertThat(loop.value(outcome)).isEqualTo(BROKEN);
    }

    @Test
    void a_pause_ends_at_once_when_nobody_wants_it_any_more() {
        Promise<Download> outcome = start();
        end(BROKEN);
        loop.value(scope.off());
        assertThat(loop.value(outcome)).isEqualTo(new Download.Aborted());
        loop.advance(Duration.ofSeconds(10));
        assertThat(tries).hasSize(1);
        assertThat(events).contains(new Event.DownloadEnded(1, Event.Ending.ABORTED));
    }

    @Test
    void a_failure_that_comes_while_everything_is_stopped_is_not_tried_again() {
        Promise<Download> outcome = start();
        scope.off();
        end(BROKEN);
        assertThat(loop.value(outcome)).isEqualTo(BROKEN);
        assertThat(heard).isEmpty();
    }
}
