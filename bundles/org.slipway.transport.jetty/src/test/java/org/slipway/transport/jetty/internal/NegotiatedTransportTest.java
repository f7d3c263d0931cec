package org.slipway.transport.jetty.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import javax.net.ssl.SSLServerSocketFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.testkit.Answers;
import org.slipway.testkit.AwaitingLoop;
import org.slipway.testkit.ScriptedServer;
import org.slipway.testkit.TestSettings;

class NegotiatedTransportTest {

    private static final Duration LONG = Duration.ofSeconds(70);

    @RegisterExtension
    static final Http2Servers SERVERS = new Http2Servers();

    @TempDir
    Path directory;

    private final AwaitingLoop loop = new AwaitingLoop();
    private final TestSettings settings = new TestSettings();
    private ScriptedServer server;
    private JettyTransport transport;
    private int files;

    @BeforeEach
    void start() throws Exception {
        server = SERVERS.server();
        settings.network = SERVERS.network().network();
        transport = Transports.negotiating(loop, settings);
    }

    @AfterEach
    void stop() throws Exception {
        Transports.stop(transport);
        server.close();
    }

    @Test
    void a_server_that_speaks_http2_is_asked_in_http2() {
        server.on("/a", Answers.body("hello"));

        assertThat(fetched("/a")).isEqualTo("hello");

        assertThat(SERVERS.front(0).streams()).isEqualTo(1);
    }

    @Test
    void whoever_has_not_the_optional_bundles_asks_in_http1() {
        server.on("/a", Answers.body("hello"));
        JettyTransport plain = Transports.of(loop, settings);

        Download download = fetch(plain, server.uri("/a"));
        Transports.stop(plain);

        assertThat(download).isInstanceOf(Download.NetworkFailure.class);
        assertThat(SERVERS.front(0).streams()).isZero();
    }

    @Test
    void a_server_that_does_not_negotiate_is_asked_in_http1() throws Exception {
        SSLServerSocketFactory sockets = SERVERS.sockets();
        try (ScriptedServer old = new ScriptedServer("https", sockets)) {
            old.on("/a", Answers.body("hello"));

            assertThat(fetch(transport, old.uri("/a"))).isInstanceOf(Download.Fetched.class);
            assertThat(old.targets()).containsExactly("/a");
        }
    }

    @Test
    void what_is_not_encrypted_is_asked_for_in_http1() throws Exception {
        try (ScriptedServer plain = new ScriptedServer()) {
            plain.on("/a", Answers.body("hello"));

            assertThat(fetch(transport, plain.uri("/a"))).isInstanceOf(Download.Fetched.class);
            assertThat(plain.targets()).containsExactly("/a");
        }
    }

    @Test
    void at_most_two_streams_are_open_at_a_site_however_many_connections_it_has() {
        CountDownLatch gate = new CountDownLatch(1);
        server.on("/first", Answers.body("x")).on("*", Answers.after(gate, Answers.body("x")));
        fetched("/first");

        List<Promise<Download>> downloads =
                Stream.of("/1", "/2", "/3", "/4", "/5").map(this::begin).toList();
        loop.awaitUntil(() -> server.requests().size() == 3);
        gate.countDown();
        downloads.forEach(loop::await);

        assertThat(server.busiest()).isEqualTo(2);
        assertThat(SERVERS.front(0).streams()).isEqualTo(6);
        assertThat(SERVERS.front(0).accepted()).isEqualTo(1);
    }

    @Test
    void who_gives_up_a_stream_leaves_the_other_one_alone() {
        CountDownLatch gate = new CountDownLatch(1);
        server.on("/a", Answers.body("x"))
                .on("/endless", Answers.endless("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(10_000)))
                .on("/slow", Answers.after(gate, Answers.body("hello")));
        fetched("/a");
        Promise<Download> slow = begin("/slow");
        loop.awaitUntil(() -> server.targets().contains("/slow"));

        DownloadRequest.Builder endless = request("/endless").limit(100_000);
        Download ended = loop.await(transport.download(endless.build(), loop.scope()));
        gate.countDown();

        assertThat(kind(ended)).isEqualTo(Kind.TOO_LONG);
        assertThat(loop.await(slow)).isInstanceOf(Download.Fetched.class);
        assertThat(SERVERS.front(0).accepted()).isEqualTo(1);
    }

    @Test
    void a_connection_on_which_a_transfer_stalled_is_not_used_again() {
        server.on("/a", Answers.body("x")).on("/stalled", Answers.stalled(""));
        fetched("/a");
        Promise<Download> stalled = begin("/stalled");
        loop.awaitUntil(() -> server.targets().contains("/stalled"));

        loop.advance(LONG);

        assertThat(kind(loop.await(stalled))).isEqualTo(Kind.STALLED);
        assertThat(fetched("/a")).isEqualTo("x");
        assertThat(SERVERS.front(0).accepted()).isEqualTo(2);
    }

    @Test
    void a_stream_that_the_server_resets_is_a_broken_transfer() {
        server.on("/a", Answers.chunkedAndCut("hello"));

        Download download = fetch(transport, server.uri("/a"));

        assertThat(kind(download)).isEqualTo(Kind.BROKEN);
        assertThat(((Download.NetworkFailure) download).problem().detail())
                .isEqualTo("reset by the server: internal error");
    }

    private Promise<Download> begin(String path) {
        return transport.download(request(path).build(), loop.scope());
    }

    private DownloadRequest.Builder request(String path) {
        return DownloadRequest.to(server.uri(path), directory.resolve("file" + ++files));
    }

    private String fetched(String path) {
        Download download = fetch(transport, server.uri(path));
        assertThat(download).isInstanceOf(Download.Fetched.class);
        try {
            return Files.readString(((Download.Fetched) download).file());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Download fetch(JettyTransport with, URI uri) {
        DownloadRequest request =
                DownloadRequest.to(uri, directory.resolve("file" + ++files)).build();
        return loop.await(with.download(request, loop.scope()));
    }

    private static Kind kind(Download download) {
        assertThat(download).isInstanceOf(Download.NetworkFailure.class);
        return ((Download.NetworkFailure) download).problem().kind();
    }
}
