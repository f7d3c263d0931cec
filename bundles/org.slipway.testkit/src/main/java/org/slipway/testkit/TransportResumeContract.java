package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.TransferListener;
import org.slipway.api.transport.Validators;

/** How every transport for http goes on with what an earlier transfer has left. */
public abstract class TransportResumeContract extends TransportFixture {

    private static final String TEXT = "hello world";
    private static final String STATE = "\"1\"";
    private static final String LONG_AGO = "Thu, 01 Jan 2026 00:00:00 GMT";
    private static final String NOW = "Thu, 01 Jan 2026 12:00:00 GMT";

    private final List<String> told = new ArrayList<>();
    private final List<Validators> states = new ArrayList<>();

    @Test
    void goes_on_where_an_earlier_transfer_ended() throws IOException {
        server.on("/a", Answers.resumable(STATE, TEXT));

        Download download = outcome(resuming("/a", "hello ", 6, etag(STATE)));

        assertThat(text(download)).isEqualTo(TEXT);
        assertThat(((Download.Fetched) download).resumedAt()).isEqualTo(6);
        assertThat(((Download.Fetched) download).validators()).isEqualTo(etag(STATE));
        assertThat(header(0, "range")).isEqualTo("bytes=6-");
        assertThat(header(0, "if-range")).isEqualTo(STATE);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void what_the_file_has_beyond_the_beginning_is_cut_off() throws IOException {
        server.on("/a", Answers.resumable(STATE, TEXT));

        assertThat(text(outcome(resuming("/a", "hello and something much longer", 6, etag(STATE)))))
                .isEqualTo(TEXT);
    }

    @Test
    void a_file_that_has_less_than_its_beginning_begins_anew() throws IOException {
        server.on("/a", Answers.resumable(STATE, TEXT));

        Download download = outcome(resuming("/a", "hel", 6, etag(STATE)));

        assertThat(text(download)).isEqualTo(TEXT);
        assertThat(((Download.Fetched) download).resumedAt()).isZero();
        assertThat(server.requests().get(1).headers()).doesNotContainKeys("range", "if-range");
        assertThat(placed).hasSize(1);
    }

    @Test
    void what_has_changed_meanwhile_begins_anew() throws IOException {
        server.on("/a", Answers.resumable("\"2\"", "something else"));

        Download download = outcome(resuming("/a", "hello ", 6, etag(STATE)));

        assertThat(text(download)).isEqualTo("something else");
        assertThat(((Download.Fetched) download).resumedAt()).isZero();
        assertThat(((Download.Fetched) download).validators()).isEqualTo(etag("\"2\""));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_server_without_ranges_begins_anew() throws IOException {
        server.on("/a", Answers.body("short"));

        Download download = outcome(resuming("/a", "hello and more", 14, Validators.NONE));

        assertThat(text(download)).isEqualTo("short");
        assertThat(((Download.Fetched) download).resumedAt()).isZero();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_range_that_cannot_be_satisfied_is_asked_for_once_more_from_the_start_in_the_same_place() throws IOException {
        server.on("/a", Answers.resumable(STATE, "short"));

        Download download = outcome(resuming("/a", "hello and more", 14, etag(STATE)));

        assertThat(text(download)).isEqualTo("short");
        assertThat(((Download.Fetched) download).resumedAt()).isZero();
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1).headers()).doesNotContainKeys("range", "if-range");
        assertThat(placed).hasSize(1);
        assertThat(server.busiest()).isEqualTo(1);
    }

    @Test
    void a_part_that_does_not_fit_is_not_put_behind_what_is_there() throws IOException {
        for (String range : List.of(
                "bytes 5-10/11", "bytes 7-10/11", "bytes 6-9/11", "bytes 6-10/12", "bytes 6-10/*", "6-10/11", "")) {
            server.on("/a", partOrWhole("world", "Content-Range: " + range));
            int earlier = server.requests().size();

            Download download = outcome(resuming("/a", "hello ", 6, etag(STATE)));

            assertThat(text(download)).as(range).isEqualTo(TEXT);
            assertThat(((Download.Fetched) download).resumedAt()).isZero();
            assertThat(server.requests()).hasSize(earlier + 2);
        }
    }

    @Test
    void a_part_of_another_length_than_it_says_does_not_fit() throws IOException {
        server.on("/a", partOrWhole("worlds", "Content-Range: bytes 6-10/11"));

        assertThat(text(outcome(resuming("/a", "hello ", 6, etag(STATE))))).isEqualTo(TEXT);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void a_resource_of_another_size_than_the_demanded_one_does_not_fit() throws IOException {
        server.on("/a", partOrWhole("world", "Content-Range: bytes 6-10/11"));

        assertFails(outcome(resuming("/a", "hello ", 6, etag(STATE)).size(12)), Kind.TOO_SHORT, "11 of 12");
        assertThat(server.requests()).hasSize(2);
        server.on("/b", partOrWhole("world", "Content-Range: bytes 6-10/*"));
        Download fits = outcome(resuming("/b", "hello ", 6, etag(STATE)).size(11));
        assertThat(((Download.Fetched) fits).resumedAt()).isEqualTo(6);
    }

    @Test
    void a_server_that_does_not_heed_if_range_is_seen_through() throws IOException {
        server.on("/a", partOrWhole("earth", "Content-Range: bytes 6-10/11", "ETag: \"2\""))
                .on("/b", partOrWhole("earth", "Content-Range: bytes 6-10/11", "Last-Modified: " + NOW));

        assertThat(text(outcome(resuming("/a", "hello ", 6, etag(STATE))))).isEqualTo(TEXT);
        assertThat(text(outcome(resuming("/b", "hello ", 6, modified(LONG_AGO)))))
                .isEqualTo(TEXT);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void a_server_that_gives_parts_of_what_nobody_has_is_no_server() throws IOException {
        server.on("/a", Answers.part("world", "Content-Range: bytes 6-10/11"));

        assertFails(outcome(resuming("/a", "hel", 3, etag(STATE))), Kind.PROTOCOL, "bytes 6-10/11");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void what_is_skipped_is_not_in_the_beginning() throws IOException {
        server.on("/a", Answers.resumable(STATE, "header" + TEXT));

        Download download =
                outcome(resuming("/a", "hello ", 6, etag(STATE)).skip(6).size(11));

        assertThat(text(download)).isEqualTo(TEXT);
        assertThat(header(0, "range")).isEqualTo("bytes=12-");
        server.on("/b", Answers.body("header" + TEXT));
        assertThat(text(outcome(resuming("/b", "hello ", 6, etag(STATE)).skip(6).size(11))))
                .isEqualTo(TEXT);
    }

    @Test
    void only_what_is_the_same_byte_for_byte_is_gone_on_with() throws IOException {
        server.on("/a", Answers.ranged(TEXT));

        outcome(resuming("/a", "hello ", 6, etag("W/\"1\"")));
        outcome(resuming("/a", "hello ", 6, modified(LONG_AGO)));
        outcome(resuming("/a", "hello ", 6, new Validators(Optional.of("W/\"1\""), Optional.of(LONG_AGO))));
        outcome(resuming("/a", "hello ", 6, new Validators(Optional.of(STATE), Optional.of(LONG_AGO))));

        assertThat(server.requests())
                .extracting(request -> request.headers().getOrDefault("if-range", ""))
                .containsExactly("", LONG_AGO, LONG_AGO, STATE);
    }

    @Test
    void a_time_is_a_state_only_if_nothing_can_have_changed_since() {
        server.on("/old", Answers.body(TEXT, "Last-Modified: " + LONG_AGO, "Date: " + NOW))
                .on("/new", Answers.body(TEXT, "Last-Modified: " + NOW, "Date: " + NOW))
                .on("/none", Answers.body(TEXT, "Last-Modified: " + LONG_AGO));

        for (String path : List.of("/old", "/new", "/none"))
            outcome(DownloadRequest.to(server.uri(path), file()).listener(telling()));

        assertThat(states).containsExactly(modified(LONG_AGO), Validators.NONE, Validators.NONE);
    }

    @Test
    void the_beginning_of_another_server_is_gone_on_with_unconditionally() throws IOException {
        server.on("/a", Answers.resumable(STATE, TEXT));

        Download download = outcome(resuming("/a", "HELLO ", 6, Validators.NONE));

        assertThat(text(download)).isEqualTo("HELLO world");
        assertThat(((Download.Fetched) download).validators()).isEqualTo(etag(STATE));
        assertThat(server.requests().get(0).headers()).doesNotContainKey("if-range");
    }

    @Test
    void validators_with_line_breaks_do_not_become_a_header_of_an_attacker() throws IOException {
        server.on("/a", Answers.resumable(STATE, TEXT));

        outcome(resuming("/a", "hello ", 6, etag("\"x\"\r\nX-Injected: 1")));

        assertThat(server.requests().get(0).headers()).doesNotContainKeys("x-injected", "if-range");
    }

    @Test
    void the_listener_is_told_what_is_gone_on_with() throws IOException {
        server.on("/a", Answers.resumable(STATE, TEXT)).on("/b", Answers.body(TEXT));

        outcome(resuming("/a", "hello ", 6, etag(STATE)).listener(telling()));
        outcome(resuming("/b", "hello ", 6, etag(STATE)).listener(telling()));

        assertThat(told)
                .containsExactly(
                        "placed " + server.uri("/a"),
                        "connected",
                        "answered " + server.uri("/a") + " at 6",
                        "received 11",
                        "placed " + server.uri("/b"),
                        "connected",
                        "answered " + server.uri("/b") + " at 0",
                        "received 11");
        assertThat(states).containsExactly(etag(STATE), Validators.NONE);
    }

    @Test
    void what_has_no_body_is_no_answer_to_the_listener() throws IOException {
        server.on("/a", Answers.redirect("/b")).on("/b", Answers.status("404 Not Found"));

        outcome(DownloadRequest.to(server.uri("/a"), file()).listener(telling()));

        assertThat(told)
                .containsExactly("placed " + server.uri("/a"), "connected", "placed " + server.uri("/b"), "connected");
    }

    @Test
    void the_state_of_the_beginning_stays_if_the_part_does_not_repeat_it() throws IOException {
        server.on("/a", Answers.part("world", "Content-Range: bytes 6-10/11"));
        Validators both = new Validators(Optional.of(STATE), Optional.of(LONG_AGO));

        Download download = outcome(resuming("/a", "hello ", 6, both).listener(telling()));

        assertThat(((Download.Fetched) download).validators()).isEqualTo(both);
        assertThat(states).containsExactly(both);
    }

    @Test
    void what_a_broken_transfer_has_brought_is_gone_on_with() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        server.on("/a", (request, wire) -> {
            if (request.headers().containsKey("range")) {
                Answers.resumable(STATE, TEXT).to(request, wire);
                return;
            }
            wire.head("200 OK", "Content-Length: 11", "ETag: " + STATE).send("hello ");
            Answers.after(gate, (late, same) -> same.end()).to(request, wire);
        });
        Path file = file();
        DownloadRequest.Builder first =
                DownloadRequest.to(server.uri("/a"), file).size(11).listener(telling());

        Promise<Download> broken = transport.download(first.build(), scope);
        loop.awaitUntil(() -> told.contains("received 6"));
        gate.countDown();

        assertFails(loop.await(broken), Kind.TOO_SHORT, "6 of 11");
        assertThat(file).hasContent("hello ");
        Download second = outcome(first.resume(new Beginning(6, states.get(0))).listener(TransferListener.NONE));

        assertThat(text(second)).isEqualTo(TEXT);
        assertThat(((Download.Fetched) second).resumedAt()).isEqualTo(6);
        assertThat(header(1, "if-range")).isEqualTo(STATE);
    }

    @Test
    void what_is_there_stays_when_nothing_comes() throws IOException {
        server.on("/status", Answers.status("503 Later"))
                .on("/reset", Answers.reset(""))
                .on("/stall", Answers.stalled("HTTP/1.1 206 Partial Content\r\n"));
        for (String path : List.of("/status", "/reset")) {
            DownloadRequest request =
                    resuming(path, "hello ", 6, etag(STATE)).size(11).build();
            problem(loop.await(transport.download(request, scope)));
            assertThat(request.file()).hasContent("hello ");
        }
        DownloadRequest stalled = resuming("/stall", "hello ", 6, etag(STATE)).build();
        Promise<Download> download = transport.download(stalled, scope);
        loop.awaitUntil(() -> server.targets().contains("/stall"));
        loop.await(scope.off());
        assertThat(loop.await(download)).isEqualTo(new Download.Aborted());
        assertThat(stalled.file()).hasContent("hello ");
    }

    @Test
    void limit_and_size_count_the_whole() throws IOException {
        server.on("/a", Answers.resumable(STATE, TEXT));

        assertFails(outcome(resuming("/a", "hello ", 6, etag(STATE)).limit(10)), Kind.TOO_LONG, "10");
        assertThat(text(outcome(resuming("/a", "hello ", 6, etag(STATE)).limit(11))))
                .isEqualTo(TEXT);
        assertThat(text(outcome(resuming("/a", "hello ", 6, etag(STATE)).size(11))))
                .isEqualTo(TEXT);
    }

    @Test
    void endless_part_stops_where_it_should_end() throws IOException {
        server.on(
                "/a",
                Answers.endless(
                        "HTTP/1.1 206 Partial\r\nContent-Range: bytes 6-10/11\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "5\r\nworld\r\n"));
        DownloadRequest request = resuming("/a", "hello ", 6, etag(STATE)).build();

        assertFails(loop.await(transport.download(request, scope)), Kind.TOO_LONG, "11");
        assertThat(request.file()).hasContent(TEXT);
        loop.awaitUntil(() -> server.connections() == 0);
    }

    @Test
    void a_part_that_ends_early_is_too_short() throws IOException {
        server.on("/a", (request, wire) -> wire.head(
                        "206 Partial Content", "Content-Range: bytes 6-10/11", "Connection: close")
                .send("wor")
                .end());

        assertFails(outcome(resuming("/a", "hello ", 6, etag(STATE))), Kind.TOO_SHORT, "9 of 11");
    }

    @Test
    void a_redirect_is_followed_to_where_it_goes_on() throws IOException {
        server.on("/a", Answers.redirect("/b")).on("/b", Answers.resumable(STATE, TEXT));

        Download download = outcome(resuming("/a", "hello ", 6, etag(STATE)).listener(telling()));

        assertThat(((Download.Fetched) download).resumedAt()).isEqualTo(6);
        assertThat(told).contains("answered " + server.uri("/b") + " at 6");
    }

    @Test
    void link_in_the_place_of_a_beginning_is_not_followed() throws IOException {
        server.on("/a", Answers.resumable(STATE, TEXT));
        Path victim = Files.writeString(directory.resolve("victim"), "hello ");
        Path link = Files.createSymbolicLink(directory.resolve("link"), victim);

        assertFails(
                outcome(DownloadRequest.to(server.uri("/a"), link).resume(new Beginning(6, etag(STATE)))), Kind.DISK);
        assertThat(victim).hasContent("hello ");
    }

    /** A request whose file has some text already. */
    private DownloadRequest.Builder resuming(String path, String present, long length, Validators validators)
            throws IOException {
        DownloadRequest.Builder request = request(server.uri(path)).resume(new Beginning(length, validators));
        Files.writeString(request.build().file(), present);
        return request;
    }

    private static ScriptedServer.Answer partOrWhole(String part, String... headers) {
        return (request, wire) -> {
            boolean ranged = request.headers().containsKey("range");
            (ranged ? Answers.part(part, headers) : Answers.body(TEXT)).to(request, wire);
        };
    }

    private String header(int request, String name) {
        return server.requests().get(request).headers().get(name);
    }

    private static Validators etag(String etag) {
        return new Validators(Optional.of(etag), Optional.empty());
    }

    private static Validators modified(String time) {
        return new Validators(Optional.empty(), Optional.of(time));
    }

    private TransferListener telling() {
        return new TransferListener() {
            @Override
            public void placed(URI uri) {
                told.add("placed " + uri);
            }

            @Override
            public void connected() {
                told.add("connected");
            }

            @Override
            public void answered(URI from, Validators validators, long at) {
                told.add("answered " + from + " at " + at);
                states.add(validators);
            }

            @Override
            public void received(long total) {
                told.add("received " + total);
            }
        };
    }
}
