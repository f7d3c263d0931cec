package org.slipway.transport.jetty.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.testkit.Answers;
import org.slipway.testkit.AwaitingLoop;
import org.slipway.testkit.ScriptedServer;

class JettyProxyTest {

    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    private final AwaitingLoop loop = new AwaitingLoop();
    private ScriptedServer proxy;

    @BeforeEach
    void startProxy() throws IOException {
        proxy = new ScriptedServer();
    }

    @AfterEach
    void stopProxy() throws IOException {
        proxy.close();
    }

    @Test
    void an_http_request_goes_through_the_proxy_with_its_credentials() {
        proxy.on("*", Answers.body("hello"));

        Download download = fetch("http_proxy", "http://no-such-host.invalid/a");

        assertThat(download).isInstanceOf(Download.Fetched.class);
        assertThat(proxy.targets()).containsExactly("http://no-such-host.invalid/a");
        assertThat(proxy.requests().get(0).headers()).containsEntry("proxy-authorization", BASIC);
    }

    @Test
    void an_https_request_goes_through_a_tunnel_with_its_credentials() {
        proxy.on("*", Answers.status("403 Forbidden"));

        Download download = fetch("https_proxy", "https://no-such-host.invalid/a");

        assertThat(proxy.requests()).isNotEmpty();
        assertThat(proxy.requests().get(0).method()).isEqualTo("CONNECT");
        assertThat(proxy.requests().get(0).headers()).containsEntry("proxy-authorization", BASIC);
        assertThat(download).isInstanceOfSatisfying(Download.NetworkFailure.class, failure -> {
            assertThat(failure.problem().kind()).isEqualTo(Kind.STATUS);
            assertThat(failure.problem().detail()).contains("403");
        });
    }

    @Test
    void credentials_of_the_proxy_are_not_sent_to_the_server() throws IOException {
        try (ScriptedServer server = new ScriptedServer()) {
            server.on("*", Answers.body("hello"));

            fetch("https_proxy", server.uri("/a").toString());

            assertThat(server.requests().get(0).headers()).doesNotContainKey("proxy-authorization");
        }
    }

    @Test
    void a_proxy_that_cannot_be_used_stops_the_transfer() {
        JettyTransport transport = Transports.of(loop, Map.of("http_proxy", "socks5://127.0.0.1:" + proxy.port()));

        assertThat(fetch(transport, "http://127.0.0.1:" + proxy.port() + "/"))
                .isInstanceOfSatisfying(
                        Download.NetworkFailure.class,
                        failure -> assertThat(failure.problem().detail()).contains("http_proxy"));
        assertThat(proxy.accepted()).isZero();
    }

    private Download fetch(String variable, String uri) {
        return fetch(Transports.of(loop, Map.of(variable, "http://me:secret@127.0.0.1:" + proxy.port())), uri);
    }

    private Download fetch(JettyTransport transport, String uri) {
        DownloadRequest request =
                DownloadRequest.to(URI.create(uri), directory.resolve("file")).build();
        Download download = loop.await(transport.download(request, loop.scope()));
        Transports.stop(transport);
        return download;
    }
}
