package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.TransferListener;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.testkit.ScriptedServer.Answer;

/** What every transport for http does with one resource. Faults, queues and redirects have contracts of their own. */
public abstract class TransportContract extends TransportFixture {

    @Test
    void fetches_a_body_and_its_validators() {
        server.on("/a", Answers.body("hello", "ETag: \"1\"", "Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT"));

        Download download = outcome("/a");

        assertThat(text(download)).isEqualTo("hello");
        assertThat(((Download.Fetched) download).validators())
                .isEqualTo(new Validators(Optional.of("\"1\""), Optional.of("Thu, 01 Jan 2026 00:00:00 GMT")));
        assertThat(placed).containsExactly(server.uri("/a"));
    }

    @Test
    void fetches_an_empty_body() {
        server.on("/a", Answers.body(""));

        assertThat(text(outcome("/a"))).isEmpty();
    }

    @Test
    void fetches_chunks_and_what_lasts_as_long_as_the_connection() {
        server.on("/chunks", Answers.chunked("he", "llo")).on("/closed", Answers.untilClosed("hello"));

        assertThat(text(outcome("/chunks"))).isEqualTo("hello");
        assertThat(text(outcome("/closed"))).isEqualTo("hello");
    }

    @Test
    void overwrites_what_was_in_the_file() throws IOException {
        server.on("/a", Answers.body("new"));
        Path file = Files.writeString(file(), "something older and longer");

        assertThat(text(outcome(DownloadRequest.to(server.uri("/a"), file)))).isEqualTo("new");
    }

    @Test
    void asks_for_exactly_what_the_uri_says() {
        server.on("*", Answers.body("x"));

        outcome("/a%2Fb/%C3%A9;p=1?q=%20a+b&r&%3D");

        assertThat(server.targets()).containsExactly("/a%2Fb/%C3%A9;p=1?q=%20a+b&r&%3D");
    }

    @Test
    void is_told_that_nothing_has_changed_and_leaves_the_file_alone() {
        server.on("/a", Answers.validating("\"1\"", "hello"));
        Validators known = new Validators(Optional.of("\"1\""), Optional.empty());
        DownloadRequest.Builder request = request(server.uri("/a")).validators(known);

        assertThat(outcome(request)).isEqualTo(new Download.Unmodified());
        assertThat(request.build().file()).doesNotExist();
        assertThat(text(outcome("/a"))).isEqualTo("hello");
    }

    @Test
    void what_comes_before_the_answer_does_not_count() {
        server.on("/a", (request, wire) -> {
            wire.head("103 Early Hints", "Link: </x>").head("102 Processing");
            wire.head("100 Continue").head("100 Continue").head("199 Whatever");
            Answers.body("hello").to(request, wire);
        });

        assertThat(text(outcome("/a"))).isEqualTo("hello");
    }

    @Test
    void another_protocol_is_not_switched_to() {
        server.on("/a", (request, wire) -> wire.head("101 Switching Protocols", "Upgrade: websocket")
                .end());

        assertThat(outcome("/a")).isInstanceOf(Download.NetworkFailure.class);
    }

    @Test
    void unmodified_without_being_asked_is_a_failure() {
        server.on("/a", (request, wire) -> wire.head("304 Not Modified"));

        assertFails(outcome("/a"), Kind.STATUS, "304");
    }

    @Test
    void validators_with_line_breaks_are_not_sent() {
        server.on("/a", Answers.body("hello"));
        Validators evil = new Validators(Optional.of("x\r\nX-Injected: 1"), Optional.of("y\nX-Injected: 1"));

        outcome(request(server.uri("/a")).validators(evil));

        assertThat(server.requests().get(0).headers())
                .doesNotContainKeys("x-injected", "if-none-match", "if-modified-since");
    }

    @Test
    void missing_and_other_statuses_are_told_apart() {
        server.on("/gone", Answers.status("410 Gone"))
                .on("/500", Answers.status("500 Server Error"))
                .on("/escape", Answers.status("500 Out of \u001b[31mluck"));

        assertFails(outcome("/none"), Kind.NOT_FOUND, "404 Not Found");
        assertFails(outcome("/gone"), Kind.NOT_FOUND, "410");
        assertFails(outcome("/500"), Kind.STATUS, "500 Server Error");
        assertThat(problem(outcome("/escape")).detail()).doesNotContain("\u001b");
        assertThat(problem(outcome("/none")).uri()).isEqualTo(server.uri("/none"));
    }

    @Test
    void exactly_the_demanded_size_is_accepted() {
        server.on("/five", Answers.body("hello"))
                .on("/chunks", Answers.chunked("he", "llo"))
                .on("/closed", Answers.untilClosed("hello"));

        for (String path : List.of("/five", "/chunks", "/closed")) {
            URI uri = server.uri(path);
            assertThat(text(outcome(request(uri).size(5)))).isEqualTo("hello");
            assertFails(outcome(request(uri).size(4)), Kind.TOO_LONG, "4");
            assertFails(outcome(request(uri).size(6)), Kind.TOO_SHORT, "5 of 6");
        }
    }

    @Test
    void coded_content_is_not_asked_for_and_refused() {
        server.on("/a", Answers.body("hello", "Content-Encoding: gzip"))
                .on("/b", Answers.body("hello", "Content-Encoding: identity"));

        assertFails(outcome("/a"), Kind.PROTOCOL, "gzip");
        assertThat(text(outcome("/b"))).isEqualTo("hello");
        assertThat(server.requests().get(0).headers()).containsEntry("accept-encoding", "identity");
    }

    @Test
    void what_is_not_wanted_at_the_start_is_not_in_the_file() {
        server.on("/plain", Answers.body("hello world"))
                .on("/chunks", Answers.chunked("hel", "lo wor", "ld"))
                .on("/ranges", Answers.ranged("hello world"));

        for (String path : List.of("/plain", "/chunks", "/ranges")) {
            URI uri = server.uri(path);
            assertThat(text(outcome(request(uri).skip(6).size(5)))).isEqualTo("world");
            assertFails(outcome(request(uri).skip(6).size(4)), Kind.TOO_LONG);
            assertFails(outcome(request(uri).skip(6).size(6)), Kind.TOO_SHORT, "5 of 6");
        }
    }

    @Test
    void less_than_what_is_to_be_skipped_is_too_short() {
        server.on("/plain", Answers.body("hello"))
                .on("/chunks", Answers.chunked("hello"))
                .on("/416", Answers.status("416 Range Not Satisfiable"));

        for (String path : List.of("/plain", "/chunks", "/416"))
            assertFails(outcome(request(server.uri(path)).skip(6)), Kind.TOO_SHORT);
    }

    @Test
    void another_range_than_the_wanted_one_is_refused() {
        server.on("/a", Answers.status("206 Partial Content", "Content-Range: bytes 0-4/11"));

        assertFails(outcome(request(server.uri("/a")).skip(6)), Kind.PROTOCOL, "bytes 0-4/11");
        assertFails(outcome("/a"), Kind.PROTOCOL);
    }

    @Test
    void the_problem_of_a_uri_that_cannot_be_fetched_is_data_too() {
        for (String uri : List.of("http:///nowhere", "http:opaque", "http://host:99999/", "/relative")) {
            NetworkProblem problem = problem(outcome(request(URI.create(uri))));
            assertThat(problem.kind()).as(uri).isEqualTo(Kind.PROTOCOL);
        }
    }

    @Test
    void every_answer_tells_what_time_it_is_at_its_server() {
        server.on("/here", Answers.body("x", "Date: Thu, 01 Jan 2026 00:00:00 GMT"))
                .on("/gone", Answers.status("404 Not Found", "Date: Fri, 02 Jan 2026 00:00:00 GMT"))
                .on("/senseless", Answers.body("x", "Date: today"));

        List<Instant> told = new ArrayList<>();
        for (String path : List.of("/here", "/gone", "/senseless"))
            outcome(DownloadRequest.to(server.uri(path), file()).listener(new TransferListener() {
                @Override
                public void dated(URI from, Instant time) {
                    assertThat(from).isEqualTo(server.uri(path));
                    told.add(time);
                }
            }));
        loop.run();

        assertThat(told).containsExactly(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"));
    }

    private static final int MEGABYTE = 1 << 20;
    private static final int LARGE = 64 * MEGABYTE;

    /** A large body, and when it has been sent. */
    private Answer large(CountDownLatch sent) {
        return (request, wire) -> {
            wire.head("200 OK", "Content-Length: " + LARGE);
            byte[] bytes = new byte[MEGABYTE];
            for (int i = 0; i < LARGE; i += MEGABYTE) wire.send(bytes);
            sent.countDown();
        };
    }

    /** Begins to wait when the number of those who do so is counted up. */
    private DownloadRequest waiting(URI uri, Deferred<Done> room, AtomicInteger waiting) {
        return DownloadRequest.to(uri, file())
                .listener(new TransferListener() {
                    @Override
                    public Optional<Promise<Done>> room() {
                        waiting.incrementAndGet();
                        return Optional.of(room.getPromise());
                    }
                })
                .build();
    }

    @Test
    void a_server_that_is_faster_than_who_makes_use_of_it_waits_and_that_is_no_stall() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        Deferred<Done> room = loop.promises().deferred();
        server.on("/a", large(sent));
        AtomicInteger waiting = new AtomicInteger();
        DownloadRequest request = waiting(server.uri("/a"), room, waiting);
        Promise<Download> download = transport.download(request, scope);
        loop.awaitUntil(() -> waiting.get() > 0);
        assertThat(size(request.file())).isGreaterThanOrEqualTo(MEGABYTE);

        assertThat(sent.await(300, TimeUnit.MILLISECONDS)).isFalse();
        loop.advance(settings.network.stallAfter().multipliedBy(3));
        assertThat(download.isDone()).isFalse();
        assertThat(size(request.file())).isLessThan(4 * MEGABYTE);

        room.resolve(Done.DONE);
        assertThat(((Download.Fetched) loop.await(download)).size()).isEqualTo(LARGE);
    }

    @Test
    void a_transfer_that_waits_for_room_can_be_stopped() {
        server.on("/a", large(new CountDownLatch(1)));
        Switch until = loop.scope();
        AtomicInteger waiting = new AtomicInteger();
        DownloadRequest request = waiting(server.uri("/a"), loop.promises().deferred(), waiting);
        Promise<Download> download = transport.download(request, until);
        loop.awaitUntil(() -> waiting.get() > 0);

        loop.await(until.off());
        assertThat(loop.await(download)).isEqualTo(new Download.Aborted());
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
