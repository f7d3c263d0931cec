package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.TransferListener;
import org.slipway.async.Done;

/** How every transport for http ends what goes wrong, and in which words. */
public abstract class TransportFaultContract extends TransportFixture {

    private static final Duration LONG = Duration.ofSeconds(70);

    @Test
    void endless_hints_before_the_answer_are_refused() {
        for (String hint : List.of("103 Early Hints", "100 Continue", "199 Whatever")) {
            server.on("/a", Answers.endless("", "HTTP/1.1 " + hint + "\r\nLink: </x>\r\n\r\n"));

            assertFails(outcome("/a"), Kind.PROTOCOL, "hints before the answer");
            loop.awaitUntil(() -> server.connections() == 0);
        }
    }

    @Test
    void silence_after_hints_is_a_stall() {
        CountDownLatch gate = new CountDownLatch(1);
        server.on("/a", (request, wire) -> {
            wire.head("103 Early Hints").head("103 Early Hints");
            Answers.after(gate, Answers.stalled("HTTP/1.1 103 Early Hints\r\n\r\n"))
                    .to(request, wire);
        });
        Promise<Download> download = start(server.uri("/a"));
        loop.awaitUntil(() -> server.requests().size() == 1);

        gate.countDown();
        loop.advance(LONG);

        assertFails(loop.await(download), Kind.STALLED);
        loop.awaitUntil(() -> server.connections() == 0);
    }

    @Test
    void silence_amid_a_hint_is_a_stall() {
        server.on("/a", Answers.stalled("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\nLink:"));
        Promise<Download> download = start(server.uri("/a"));
        loop.awaitUntil(() -> server.requests().size() == 1);

        loop.advance(LONG);

        assertFails(loop.await(download), Kind.STALLED);
        loop.awaitUntil(() -> server.connections() == 0);
    }

    @Test
    void endless_body_stops_at_the_limit() throws IOException {
        server.on("/a", Answers.endless("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(10_000)));
        DownloadRequest.Builder request = request(server.uri("/a")).limit(100_000);

        assertFails(outcome(request), Kind.TOO_LONG, "100000");

        assertThat(Files.size(request.build().file())).isLessThanOrEqualTo(100_000);
        loop.awaitUntil(() -> server.connections() == 0);
    }

    @Test
    void endless_chunks_stop_at_the_demanded_size() {
        server.on("/a", Answers.endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "5\r\nhello\r\n"));

        assertFails(outcome(request(server.uri("/a")).size(1000)), Kind.TOO_LONG, "1000");
        loop.awaitUntil(() -> server.connections() == 0);
    }

    @Test
    void endless_headers_are_refused() {
        server.on("/a", Answers.endless("HTTP/1.1 200 OK\r\n", "X-Header: " + "x".repeat(1000) + "\r\n"));

        assertFails(outcome("/a"), Kind.PROTOCOL);
        loop.awaitUntil(() -> server.connections() == 0);
    }

    @Test
    void huge_header_is_refused() {
        server.on("/a", Answers.endless("HTTP/1.1 200 OK\r\nX-Header: ", "x".repeat(1000)));

        assertFails(outcome("/a"), Kind.PROTOCOL);
    }

    @Test
    void endless_error_page_is_not_read() {
        server.on("/a", Answers.endless("HTTP/1.1 500 No\r\n\r\n", "x".repeat(10_000)));

        assertFails(outcome("/a"), Kind.STATUS, "500");
        loop.awaitUntil(() -> server.connections() == 0);
    }

    @Test
    void fewer_bytes_than_announced_are_too_short() {
        server.on("/a", Answers.announced(10, "hello"));

        assertFails(outcome("/a"), Kind.TOO_SHORT, " of 10");
    }

    @Test
    void a_broken_connection_is_no_short_body() {
        server.on("/nothing", Answers.reset(""))
                .on("/chunks", Answers.chunkedAndCut("hello"))
                .on("/lengths", Answers.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello"));

        for (String path : List.of("/nothing", "/chunks", "/lengths")) assertFails(outcome(path), Kind.BROKEN);
    }

    @Test
    void a_reset_amid_an_announced_body_is_a_failure() {
        List<Long> received = new ArrayList<>();
        CountDownLatch gate = new CountDownLatch(1);
        server.on("/a", (request, wire) -> {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            Answers.after(gate, Answers.reset("")).to(request, wire);
        });
        Promise<Download> download = transport.download(counting(server.uri("/a"), received), scope);
        loop.awaitUntil(() -> !received.isEmpty());

        gate.countDown();

        assertThat(problem(loop.await(download)).kind()).isIn(Kind.BROKEN, Kind.TOO_SHORT);
    }

    @Test
    void a_head_that_is_cut_is_no_answer() {
        server.on("/a", Answers.reset("HTTP/1.1 200 OK\r\nContent-Le"));

        assertThat(problem(outcome("/a")).kind()).isIn(Kind.BROKEN, Kind.PROTOCOL);
    }

    @Test
    void a_kept_connection_that_the_server_gives_up_is_made_anew() {
        server.on("/a", Answers.body("hello"));
        List<String> asked = new ArrayList<>();
        server.on("/b", (request, wire) -> {
            asked.add(request.target());
            if (asked.size() == 1) wire.reset();
            else Answers.body("again").to(request, wire);
        });

        outcome("/a");

        assertThat(text(outcome("/b"))).isEqualTo("again");
        assertThat(placed).hasSize(2);
    }

    @Test
    void what_is_not_http_is_refused() {
        server.on("/garbage", Answers.raw("220 ftp.example.org ready\r\n"))
                .on("/09", Answers.raw("<html>\nhello</html>\n"))
                .on("/lengths", Answers.raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 4\r\n\r\nhello"))
                .on("/negative", Answers.raw("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello"))
                .on("/letters", Answers.raw("HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello"))
                .on("/smuggled", Answers.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"));

        for (String path : List.of("/garbage", "/09", "/lengths", "/negative", "/letters", "/smuggled"))
            assertThat(problem(outcome(path)).kind()).as(path).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void an_unknown_host_and_a_refused_connection_are_told_apart() throws IOException {
        // Nobody else gets its port.
        try (Socket closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/");

            assertFails(outcome(request(nobody)), Kind.CONNECTION_REFUSED);
        }
        assertFails(outcome(request(URI.create("http://no-such-host.invalid/"))), Kind.UNKNOWN_HOST);
    }

    @Test
    void silence_before_within_and_after_the_head_is_a_stall() {
        server.on("/nothing", Answers.stalled(""))
                .on("/head", Answers.stalled("HTTP/1.1 200 OK\r\nX-Header: "))
                .on("/body", Answers.stalled("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"));

        for (String path : List.of("/nothing", "/head", "/body")) {
            int earlier = server.requests().size();
            Promise<Download> download = start(server.uri(path));
            loop.awaitUntil(() -> server.requests().size() > earlier);
            loop.advance(LONG);
            assertFails(loop.await(download), Kind.STALLED);
            assertThat(problem(loop.await(download)).uri()).isEqualTo(server.uri(path));
        }
        loop.awaitUntil(() -> server.connections() == 0);
    }

    @Test
    void a_trickle_is_a_stall() {
        List<Long> received = new ArrayList<>();
        server.on("/a", (request, wire) -> {
            wire.head("200 OK", "Content-Length: 100000");
            Answers.stalled("xx").to(request, wire);
        });
        Promise<Download> download = transport.download(counting(server.uri("/a"), received), scope);
        loop.awaitUntil(() -> !received.isEmpty());

        loop.advance(LONG);

        assertFails(loop.await(download), Kind.STALLED);
    }

    /** It waits until there are the last bytes and the end, so that it meets both at once. */
    @Test
    void what_has_been_written_was_told_when_a_transfer_breaks_off() throws IOException {
        List<Long> received = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        Deferred<Done> room = loop.promises().deferred();
        server.on("/a", (request, wire) -> {
            Answers.announced(9_000_000, "x".repeat(1_250_000)).to(request, wire);
            ended.countDown();
        });
        DownloadRequest request = counting(server.uri("/a"), received, Optional.of(room.getPromise()));
        Promise<Download> download = transport.download(request, scope);
        loop.awaitUntil(() -> ended.getCount() == 0);

        room.resolve(Done.DONE);

        assertFails(loop.await(download), Kind.TOO_SHORT);
        // HTTP/2 may drop what has come with the end.
        assertThat(Files.size(request.file())).isBetween(1_048_576L, 1_250_000L);
        assertThat(received.get(received.size() - 1)).isEqualTo(Files.size(request.file()));
    }

    @Test
    void how_long_and_how_little_is_a_stall_is_set() {
        TestNetwork network = newNetwork();
        network.stallAfter = Duration.ofSeconds(6);
        network.stallBytes = 10_000;
        settings.network = network.network();
        List<Long> received = new ArrayList<>();
        server.on("/a", (request, wire) -> {
            wire.head("200 OK", "Content-Length: 100000");
            Answers.stalled("x".repeat(9_000)).to(request, wire);
        });
        Promise<Download> download = transport.download(counting(server.uri("/a"), received), scope);
        loop.awaitUntil(() -> received.contains(9_000L));

        loop.advance(Duration.ofSeconds(5));
        assertThat(download.isDone()).isFalse();
        loop.advance(Duration.ofSeconds(2));

        assertFails(loop.await(download), Kind.STALLED);
    }

    @Test
    void a_body_that_comes_in_time_is_no_stall() {
        var gate = new CountDownLatch(1);
        server.on("/a", Answers.after(gate, Answers.body("hello")));
        Promise<Download> download = start(server.uri("/a"));
        loop.awaitUntil(() -> server.requests().size() == 1);

        loop.advance(Duration.ofSeconds(20));
        gate.countDown();

        assertThat(text(loop.await(download))).isEqualTo("hello");
        loop.advance(LONG);
        assertThat(text(loop.await(download))).isEqualTo("hello");
    }

    @Test
    void how_long_a_server_wants_to_be_left_alone_is_data() {
        Instant now = loop.clock().instant();
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusSeconds(90).atOffset(ZoneOffset.UTC));
        server.on("/busy", Answers.status("503 Busy", "Retry-After: 7"))
                .on("/many", Answers.status("429 Too Many", "Retry-After: " + date))
                .on("/other", Answers.status("404 Not Found", "Retry-After: 120"))
                .on("/silent", Answers.status("503 Busy"));

        assertThat(problem(outcome("/busy")).retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(problem(outcome("/many")).retryAfter()).contains(Duration.ofSeconds(90));
        assertThat(problem(outcome("/other")).retryAfter()).contains(Duration.ofMinutes(2));
        assertThat(problem(outcome("/silent")).retryAfter()).isEmpty();
    }

    @Test
    void nonsense_about_when_to_come_again_counts_as_nothing_said() {
        for (String nonsense : List.of(
                "", "soon", "-1", "1.5", "99999999999999999999", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 99 Foo 2026")) {
            server.on("/a", Answers.status("503 Busy", "Retry-After: " + nonsense));
            NetworkProblem problem = problem(outcome("/a"));
            assertThat(problem.kind()).as(nonsense).isEqualTo(Kind.STATUS);
            assertThat(problem.retryAfter()).as(nonsense).isEmpty();
        }
    }

    @Test
    void a_file_that_cannot_be_written_is_not_the_servers_fault() {
        server.on("/a", Answers.body("hello"));
        Path nowhere = directory.resolve("missing/file");

        Download download = outcome(DownloadRequest.to(server.uri("/a"), nowhere));

        assertFails(download, Kind.DISK, nowhere.toString());
    }

    @Test
    void a_full_disk_is_not_the_servers_fault() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "skipped: needs /dev/full");
        server.on("/a", Answers.body("hello"));

        assertFails(outcome(DownloadRequest.to(server.uri("/a"), full)), Kind.DISK, "No space");
    }

    @Test
    void link_in_the_place_of_the_file_is_not_followed() throws IOException {
        server.on("/a", Answers.body("hello"));
        Path victim = Files.writeString(directory.resolve("victim"), "mine");
        Path link = Files.createSymbolicLink(directory.resolve("link"), victim);

        assertFails(outcome(DownloadRequest.to(server.uri("/a"), link)), Kind.DISK);
        assertThat(victim).hasContent("mine");
    }

    private DownloadRequest counting(URI uri, List<Long> received) {
        return counting(uri, received, Optional.empty());
    }

    private DownloadRequest counting(URI uri, List<Long> received, Optional<Promise<Done>> room) {
        return DownloadRequest.to(uri, file())
                .listener(new TransferListener() {
                    @Override
                    public void received(long total) {
                        received.add(total);
                    }

                    @Override
                    public Optional<Promise<Done>> room() {
                        return room;
                    }
                })
                .build();
    }
}
