package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.TransferListener;
import org.slipway.api.transport.Validators;

/** What every transport for http does with one resource. Its queues and redirects have contracts of their own. */
public abstract class TransportContract extends TransportFixture {

    private static final Duration LONG = Duration.ofSeconds(70);

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
            Answers.body("hello").to(request, wire);
        });

        assertThat(text(outcome("/a"))).isEqualTo("hello");
    }

    @Test
    void endless_hints_before_the_answer_are_a_stall() {
        server.on("/a", Answers.endless("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"));
        Promise<Download> download = start(server.uri("/a"));
        loop.awaitUntil(() -> server.requests().size() == 1);

        loop.advance(LONG);

        assertFails(loop.await(download), Kind.STALLED);
        loop.awaitUntil(() -> server.connections() == 0);
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
                .on("/500", Answers.status("500 Out of luck"))
                .on("/escape", Answers.status("500 Out of \u001b[31mluck"));

        assertFails(outcome("/none"), Kind.NOT_FOUND, "404 Not Found");
        assertFails(outcome("/gone"), Kind.NOT_FOUND, "410");
        assertFails(outcome("/500"), Kind.STATUS, "500 Out of luck");
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
    void fewer_bytes_than_announced_are_too_short() {
        server.on("/a", Answers.announced(10, "hello"));

        assertFails(outcome("/a"), Kind.TOO_SHORT, "5 of 10");
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
        URI nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + free.getLocalPort() + "/");
        }

        assertFails(outcome(request(nobody)), Kind.CONNECTION_REFUSED);
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

    @Test
    void the_problem_of_a_uri_that_cannot_be_fetched_is_data_too() {
        for (String uri : List.of("http:///nowhere", "http:opaque", "http://host:99999/", "/relative")) {
            NetworkProblem problem = problem(outcome(request(URI.create(uri))));
            assertThat(problem.kind()).as(uri).isEqualTo(Kind.PROTOCOL);
        }
    }

    private DownloadRequest counting(URI uri, List<Long> received) {
        return DownloadRequest.to(uri, file())
                .listener(new TransferListener() {
                    @Override
                    public void received(long total) {
                        received.add(total);
                    }
                })
                .build();
    }
}
