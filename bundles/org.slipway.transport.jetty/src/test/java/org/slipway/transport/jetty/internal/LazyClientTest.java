package org.slipway.transport.jetty.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.settings.Network;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.testkit.Answers;
import org.slipway.testkit.AwaitingLoop;
import org.slipway.testkit.ScriptedServer;

class LazyClientTest {

    @TempDir
    Path directory;

    private final AwaitingLoop loop = new AwaitingLoop();
    private final CountDownLatch gate = new CountDownLatch(1);
    private ScriptedServer server;
    private int started;
    private Client client;
    private final LaterTls tls = new LaterTls(new LaterTrust(() -> TrustRoots.of(Map.of(), Optional.empty())));
    private final LazyClient lazy = new LazyClient(loop, this::start);

    private Client start() throws Exception {
        started++;
        client = Client.started(Protocols::http1, tls, Proxies.of(Map.of()), Network.DEFAULT, "Slipway/test");
        return client;
    }

    @BeforeEach
    void startServer() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void nothing_is_started_before_it_is_used_and_then_once() {
        lazy.leave();
        assertThat(started).isZero();

        LazyClientTest other = new LazyClientTest();
        Promise<Client> first = other.lazy.use();
        assertThat(other.loop.await(other.lazy.use())).isSameAs(other.loop.await(first));
        assertThat(other.started).isEqualTo(1);
        other.lazy.leave();
    }

    @Test
    void a_start_that_failed_is_tried_again() {
        LazyClient unlucky = new LazyClient(loop, () -> {
            started++;
            throw new IOException("no");
        });
        Promise<Client> first = unlucky.use();
        loop.awaitUntil(first::isDone);
        loop.run();

        loop.awaitUntil(unlucky.use()::isDone);

        assertThat(started).isEqualTo(2);
    }

    @Test
    void a_start_for_which_there_was_no_memory_is_tried_again() {
        LazyClient unlucky = new LazyClient(loop, () -> {
            started++;
            throw new OutOfMemoryError("unable to create native thread");
        });
        Promise<Client> first = unlucky.use();
        loop.awaitUntil(first::isDone);
        loop.run();

        loop.awaitUntil(unlucky.use()::isDone);

        assertThat(started).isEqualTo(2);
    }

    @Test
    void the_client_stops_when_the_component_has_gone_and_nobody_uses_it() {
        loop.await(lazy.use());
        lazy.release();

        lazy.leave();

        loop.awaitUntil(() -> client.http().isStopped());
    }

    @Test
    void a_transfer_in_flight_ends_before_the_client_stops() {
        server.on("/a", Answers.after(gate, Answers.body("hello")));
        JettyTransport transport = Transports.of(loop);
        DownloadRequest request =
                DownloadRequest.to(server.uri("/a"), directory.resolve("file")).build();
        Promise<Download> download = transport.download(request, loop.scope());
        loop.awaitUntil(() -> server.requests().size() == 1);

        transport.leave();
        gate.countDown();

        assertThat(loop.await(download)).isInstanceOf(Download.Fetched.class);
        loop.awaitUntil(() -> server.connections() == 0);
    }

    @Test
    void a_jvm_that_ends_does_not_wait_for_a_client_that_nobody_uses() {
        loop.await(lazy.use());
        lazy.release();

        lazy.endWithTheJvm();

        assertThat(client.http().isStopped()).isTrue();
        lazy.leave();
    }

    @Test
    void a_jvm_that_ends_takes_no_client_away_from_transfers_that_are_given_up() {
        loop.await(lazy.use());

        lazy.endWithTheJvm();

        assertThat(client.http().isRunning()).isTrue();
        lazy.release();
        lazy.leave();
    }

    @Test
    void a_jvm_that_ends_already_breaks_no_transfer_that_has_yet_to_be_given_up() {
        LazyClient late = new LazyClient(loop, this::start, hook -> {
            throw new IllegalStateException("Shutdown in progress");
        });

        assertThat(loop.await(late.use()).http().isRunning()).isTrue();

        late.release();
        late.leave();
        loop.awaitUntil(() -> client.http().isStopped());
    }

    @Test
    void who_has_gone_takes_nothing_on() {
        lazy.leave();

        assertThatThrownBy(lazy::use).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_client_that_was_still_starting_is_stopped_too() {
        Promise<Client> starting = lazy.use();
        starting.onResolve(lazy::release);
        lazy.leave();

        loop.await(starting);

        loop.awaitUntil(() -> client.http().isStopped());
    }

    @Test
    void says_who_it_is() {
        server.on("/a", Answers.body("hello"));
        JettyTransport transport = Transports.of(loop);
        DownloadRequest request =
                DownloadRequest.to(server.uri("/a"), directory.resolve("file")).build();

        loop.await(transport.download(request, loop.scope()));

        assertThat(server.requests().get(0).headers()).containsEntry("user-agent", "Slipway/1.2.3");
        transport.leave();
    }
}
