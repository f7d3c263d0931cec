package org.slipway.transport.jetty.internal;

import static java.io.OutputStream.nullOutputStream;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLServerSocketFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.testkit.Answers;
import org.slipway.testkit.AwaitingLoop;
import org.slipway.testkit.ScriptedServer;
import org.slipway.testkit.TestNetwork;
import org.slipway.testkit.TestSettings;

class JettyTlsTest {

    @TempDir
    static Path shared;

    private static CertificateAuthority authority;
    private static SSLServerSocketFactory sockets;

    @TempDir
    Path directory;

    private final AwaitingLoop loop = new AwaitingLoop();
    private final TestNetwork network = new TestNetwork();
    private final TestSettings settings = new TestSettings();
    private ScriptedServer server;

    @BeforeAll
    static void makeAuthority() throws Exception {
        authority = new CertificateAuthority(shared);
        sockets = authority.server("ip:127.0.0.1");
    }

    @BeforeEach
    void startServer() throws IOException {
        server = new ScriptedServer("https", sockets).on("/a", Answers.body("secret"));
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void the_authorities_of_ssl_cert_file_are_believed() {
        Download download = fetch(Map.of("SSL_CERT_FILE", authority.bundle().toString()), "/a");

        assertThat(download).isInstanceOfSatisfying(Download.Fetched.class, fetched -> assertThat(fetched.file())
                .hasContent("secret"));
    }

    @Test
    void the_authorities_of_the_settings_are_believed() {
        network.certificates = Optional.of(authority.bundle());

        assertThat(fetch(Map.of(), "/a")).isInstanceOf(Download.Fetched.class);
    }

    @Test
    void authorities_of_settings_and_environment_are_believed_beside_each_other() throws Exception {
        Path second = Files.createDirectory(directory.resolve("second"));
        CertificateAuthority other = new CertificateAuthority(second);
        network.certificates = Optional.of(other.bundle());
        Map<String, String> environment =
                Map.of("SSL_CERT_FILE", authority.bundle().toString());

        try (ScriptedServer another = new ScriptedServer("https", other.server("ip:127.0.0.1"))) {
            another.on("/a", Answers.body("hello"));

            assertThat(fetch(environment, another.uri("/a"))).isInstanceOf(Download.Fetched.class);
            assertThat(fetch(environment, "/a")).isInstanceOf(Download.Fetched.class);
        }
    }

    @Test
    void certificate_of_an_unknown_authority_is_refused() {
        assertThat(problem(fetch(Map.of(), "/a")).kind()).isEqualTo(Kind.TLS);
        assertThat(problem(fetch(Map.of(), "/a")).detail()).contains("certification path");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void certificate_of_another_host_is_refused() throws Exception {
        try (ScriptedServer other = new ScriptedServer("https", authority.server("dns:example.org"))) {
            Map<String, String> environment =
                    Map.of("SSL_CERT_FILE", authority.bundle().toString());

            assertThat(problem(fetch(environment, other.uri("/a"))).kind()).isEqualTo(Kind.TLS);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void a_named_file_that_cannot_be_read_is_mentioned_where_it_matters() {
        Map<String, String> environment = Map.of("SSL_CERT_FILE", "/nowhere/ca.pem");

        assertThat(problem(fetch(environment, "/a")).detail()).contains("SSL_CERT_FILE=/nowhere/ca.pem");
        network.certificates = Optional.of(Path.of("/nowhere/else.pem"));
        assertThat(problem(fetch(environment, "/a")).detail())
                .contains("SSL_CERT_FILE=/nowhere/ca.pem")
                .contains("certificates=/nowhere/else.pem");
        network.certificates = Optional.of(directory);
        assertThat(problem(fetch(Map.of(), "/a")).detail()).contains("certificates=" + directory);
    }

    @Test
    void a_server_that_does_not_speak_tls_is_a_problem_of_tls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            loop.offLoop(() -> {
                // Twice, if the first answer comes before the question and breaks the connection.
                while (true) answerPlainly(plain);
            });
            URI uri = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/");

            assertThat(problem(fetch(Map.of(), uri)).kind()).isEqualTo(Kind.TLS);
        }
    }

    /** To the end: a connection closed over unread bytes is reset, and takes the answer with it. */
    private static void answerPlainly(ServerSocket server) throws IOException {
        try (Socket connection = server.accept()) {
            connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
            connection.getInputStream().transferTo(nullOutputStream());
        }
    }

    @Test
    void downgrade_to_http_is_refused() throws IOException {
        try (ScriptedServer plain = new ScriptedServer()) {
            plain.on("*", Answers.body("forged"));
            server.on("/down", Answers.redirect(plain.uri("/a").toString()));

            NetworkProblem problem =
                    problem(fetch(Map.of("SSL_CERT_FILE", authority.bundle().toString()), "/down"));

            assertThat(problem.kind()).isEqualTo(Kind.BAD_REDIRECT);
            assertThat(problem.detail()).contains("https to http");
            assertThat(plain.requests()).isEmpty();
        }
    }

    @Test
    void downgrade_to_http_is_followed_with_the_users_consent() throws IOException {
        network.certificates = Optional.of(authority.bundle());
        network.downgrade = Consent.YES;
        try (ScriptedServer plain = new ScriptedServer()) {
            plain.on("*", Answers.body("hello"));
            server.on("/down", Answers.redirect(plain.uri("/a").toString()));

            assertThat(fetch(Map.of(), "/down")).isInstanceOf(Download.Fetched.class);
        }
    }

    @Test
    void an_upgrade_to_https_is_followed() throws IOException {
        try (ScriptedServer plain = new ScriptedServer()) {
            plain.on("*", Answers.redirect(server.uri("/a").toString()));

            Download download = fetch(Map.of("SSL_CERT_FILE", authority.bundle().toString()), plain.uri("/"));

            assertThat(download).isInstanceOf(Download.Fetched.class);
        }
    }

    @Test
    void the_systems_bundle_is_believed_and_what_cannot_be_read_in_it_does_not_matter() throws Exception {
        Path system = directory.resolve("system.crt");
        String rubbish = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        Files.writeString(system, "# text\n" + rubbish + Files.readString(authority.bundle()));

        TrustRoots with = TrustRoots.of(Map.of(), Optional.empty(), system);
        TrustRoots without = TrustRoots.of(Map.of(), Optional.empty(), directory.resolve("none"));

        assertThat(with.certificates().size()).isEqualTo(without.certificates().size() + 1);
        assertThat(with.problem()).isEmpty();
    }

    private Download fetch(Map<String, String> environment, String path) {
        return fetch(environment, server.uri(path));
    }

    private Download fetch(Map<String, String> environment, URI uri) {
        settings.network = network.network();
        JettyTransport transport = Transports.of(loop, settings, environment);
        DownloadRequest request =
                DownloadRequest.to(uri, directory.resolve("file")).build();
        Download download = loop.await(transport.download(request, loop.scope()));
        Transports.stop(transport);
        return download;
    }

    private static NetworkProblem problem(Download download) {
        assertThat(download).isInstanceOf(Download.NetworkFailure.class);
        return ((Download.NetworkFailure) download).problem();
    }
}
