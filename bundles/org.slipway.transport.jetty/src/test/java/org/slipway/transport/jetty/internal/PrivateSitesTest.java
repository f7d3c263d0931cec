package org.slipway.transport.jetty.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.settings.Settings;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.testkit.Answers;
import org.slipway.testkit.AwaitingLoop;
import org.slipway.testkit.ScriptedServer;
import org.slipway.testkit.TestNetwork;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

class PrivateSitesTest {

    private static final String BASIC = "Basic " + Base64.getEncoder().encodeToString("me:s\u00e9cret".getBytes(UTF_8));

    @TempDir
    Path directory;

    private final AwaitingLoop loop = new AwaitingLoop();
    private final TestSettings settings = new TestSettings();
    private final Map<String, String> environment = new HashMap<>();
    private ScriptedServer server;
    private ScriptedServer other;
    private Path netrc;
    private Path headers;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer().on("*", Answers.body("x"));
        other = new ScriptedServer().on("*", Answers.body("x"));
        netrc = directory.resolve(".netrc");
        headers = Files.createDirectories(directory.resolve("config/injector")).resolve("headers");
        environment.put("HOME", directory.toString());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        other.close();
    }

    @Test
    void the_login_of_netrc_is_sent_to_its_machine() throws IOException {
        Files.writeString(netrc, "machine 127.0.0.1 login me password s\u00e9cret");

        fetch(server.uri("/a"));

        assertThat(authorization(server)).contains(BASIC);
    }

    @Test
    void another_netrc_may_be_named() throws IOException {
        Files.writeString(netrc, "machine 127.0.0.1 login wrong password wrong");
        Path named = Files.writeString(directory.resolve("named"), "default login me password s\u00e9cret");
        environment.put("NETRC", named.toString());

        fetch(server.uri("/a"));

        assertThat(authorization(server)).contains(BASIC);
    }

    @Test
    void the_header_lines_of_a_site_are_sent_to_it_and_an_authorization_of_them_comes_before_netrc()
            throws IOException {
        Files.writeString(netrc, "default login me password s\u00e9cret");
        Files.writeString(
                headers, server.uri("") + " Private-Token: t1\n" + server.uri("") + " authorization: Bearer t2\n");

        fetch(server.uri("/a"));
        fetch(other.uri("/a"));

        assertThat(server.requests().get(0).headers())
                .containsEntry("private-token", "t1")
                .containsEntry("authorization", "Bearer t2");
        assertThat(other.requests().get(0).headers()).doesNotContainKey("private-token");
        assertThat(authorization(other)).contains(BASIC);
    }

    @Test
    void a_site_may_be_asked_for_another_kind_of_answer() throws IOException {
        Files.writeString(headers, server.uri("") + " Accept: application/octet-stream\n");

        fetch(server.uri("/a"));
        fetch(other.uri("/a"));

        assertThat(server.requests().get(0).headers()).containsEntry("accept", "application/octet-stream");
        assertThat(other.requests().get(0).headers()).containsEntry("accept", "*/*");
    }

    @Test
    void credentials_stay_while_a_redirect_stays() throws IOException {
        Files.writeString(netrc, "default login me password s\u00e9cret");
        server.on("/a", Answers.redirect("/b"));

        fetch(server.uri("/a"));

        assertThat(server.requests())
                .allMatch(request -> BASIC.equals(request.headers().get("authorization")));
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void redirect_to_another_origin_gets_no_credentials_and_does_not_bring_them_back() throws IOException {
        Files.writeString(netrc, "default login me password s\u00e9cret");
        Files.writeString(headers, server.uri("") + " Private-Token: t1\n" + other.uri("") + " Private-Token: t2\n");
        server.on("/a", Answers.redirect(other.uri("/b").toString()));
        other.on("/b", Answers.redirect(server.uri("/c").toString()));

        fetch(server.uri("/a"));

        assertThat(server.targets()).containsExactly("/a", "/c");
        assertThat(server.requests().get(0).headers()).containsKeys("authorization", "private-token");
        assertThat(other.requests().get(0).headers()).doesNotContainKeys("authorization", "private-token");
        assertThat(server.requests().get(1).headers()).doesNotContainKeys("authorization", "private-token");
    }

    @Test
    void downgrade_of_an_origin_gets_no_credentials() throws Exception {
        CertificateAuthority authority = new CertificateAuthority(Files.createDirectory(directory.resolve("ca")));
        TestNetwork network = new TestNetwork();
        network.downgrade = Settings.Consent.YES;
        network.certificates = Optional.of(authority.bundle());
        settings.network = network.network();
        Files.writeString(netrc, "default login me password s\u00e9cret");
        try (ScriptedServer secure = new ScriptedServer("https", authority.server("ip:127.0.0.1"))) {
            secure.on("/a", Answers.redirect(server.uri("/b").toString()));

            fetch(secure.uri("/a"));

            assertThat(authorization(secure)).contains(BASIC);
            assertThat(authorization(server)).isEmpty();
        }
    }

    @Test
    void plain_http_gets_no_credentials_nor_does_the_proxy_on_the_way() throws IOException {
        Files.writeString(netrc, "default login me password s\u00e9cret");
        Files.writeString(headers, "http://feeds.example Private-Token: t1\nhttp://127.0.0.1:9 Private-Token: t1\n");
        environment.put("http_proxy", server.uri("").toString());

        fetch(URI.create("http://feeds.example/a"));
        fetch(URI.create("http://127.0.0.1:9/a"));

        assertThat(server.targets()).containsExactly("http://feeds.example/a", "http://127.0.0.1:9/a");
        assertThat(server.requests())
                .noneMatch(request -> request.headers().containsKey("authorization")
                        || request.headers().containsKey("private-token"));
    }

    @Test
    void the_files_are_read_again_when_they_have_changed() throws IOException {
        JettyTransport transport = transport();
        fetch(transport, server.uri("/1"));
        Files.writeString(netrc, "default login you password p");
        fetch(transport, server.uri("/2"));
        Files.writeString(netrc, "default login me password s\u00e9cret");
        fetch(transport, server.uri("/3"));
        Files.delete(netrc);
        fetch(transport, server.uri("/4"));
        Transports.stop(transport);

        assertThat(server.requests())
                .extracting(request -> request.headers().containsKey("authorization"))
                .containsExactly(false, true, true, false);
        assertThat(server.requests().get(2).headers()).containsEntry("authorization", BASIC);
    }

    @Test
    void why_there_are_none_is_said_where_it_matters() throws IOException {
        Files.createDirectory(netrc);
        Files.writeString(headers, "# x\nnonsense secret\n");
        server.on("/401", Answers.status("401 Unauthorized")).on("/404", Answers.status("404 Not Found"));

        assertThat(problem(server.uri("/401")))
                .contains("401")
                .contains(netrc + " cannot be read")
                .contains(headers + ", line 2")
                .doesNotContain("secret");
        assertThat(problem(server.uri("/404"))).isEqualTo("404 Not Found");
    }

    @Test
    void credentials_are_not_in_a_problem() throws IOException {
        Files.writeString(netrc, "default login me password s\u00e9cret");
        server.on("/401", Answers.status("401 Unauthorized"));

        assertThat(problem(server.uri("/401"))).isEqualTo("401 Unauthorized");
        assertThat(authorization(server)).contains(BASIC);
    }

    private static Optional<String> authorization(ScriptedServer asked) {
        return Optional.ofNullable(asked.requests().get(0).headers().get("authorization"));
    }

    private String problem(URI uri) {
        return ((Download.NetworkFailure) fetch(uri)).problem().detail();
    }

    private Download fetch(URI uri) {
        JettyTransport transport = transport();
        Download download = fetch(transport, uri);
        Transports.stop(transport);
        return download;
    }

    private Download fetch(JettyTransport transport, URI uri) {
        DownloadRequest request =
                DownloadRequest.to(uri, directory.resolve("file")).build();
        return loop.await(transport.download(request, loop.scope()));
    }

    private JettyTransport transport() {
        return Transports.of(loop, settings, new TestPlaces(directory), environment);
    }
}
