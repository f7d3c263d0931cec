package org.slipway.web.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.window.Window.Ending;
import org.slipway.api.window.Window.Outcome;
import org.slipway.async.Switch;
import org.slipway.testkit.AwaitingLoop;
import org.slipway.testkit.ScriptedQuestion;

/** With real sockets. */
class LoopbackServerTest {
    private final AwaitingLoop loop = new AwaitingLoop();
    private final Switch scope = loop.scope();
    private final Page page = new Page(loop, "select a.xml", id -> false, scope);
    private final Admission admission = new Admission();
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.listen(loop);
        server.serve(new Site(server.port(), admission, page)::answer, scope);
    }

    @AfterEach
    void stop() {
        loop.await(scope.off());
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private String host() {
        return "127.0.0.1:" + server.port();
    }

    private String get(String path, String... headers) {
        return ask("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n" + String.join("", headers) + "\r\n");
    }

    private String post(String path, String body, String... headers) {
        return ask("POST " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nOrigin: http://" + host()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n"
                + String.join("", headers) + "\r\n" + body);
    }

    private String ask(String request) {
        return loop.await(started(request));
    }

    private Promise<String> started(String request) {
        return loop.offLoop(() -> {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(request.getBytes(ISO_8859_1));
                return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            }
        });
    }

    @Test
    void the_page_comes_with_the_headers_that_keep_others_out_of_it() {
        assertThat(get("/"))
                .startsWith("HTTP/1.1 200 ")
                .contains("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
                .contains("frame-ancestors 'none'")
                .contains("form-action 'none'")
                .contains("require-trusted-types-for 'script'")
                .contains("X-Frame-Options: DENY", "X-Content-Type-Options: nosniff", "Cache-Control: no-store")
                .contains("Referrer-Policy: no-referrer", "Cross-Origin-Resource-Policy: same-origin")
                .doesNotContain("unsafe", "Set-Cookie", "Server:", "Access-Control")
                .endsWith("</html>\n");
    }

    @Test
    void no_other_machine_can_connect() throws IOException {
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList())
            for (InetAddress address : network.inetAddresses().toList())
                if (!address.isLoopbackAddress() || address instanceof java.net.Inet6Address)
                    assertThatThrownBy(() -> new Socket(address, server.port()).close())
                            .as(address.toString())
                            .isInstanceOf(IOException.class);
    }

    @Test
    void who_comes_by_the_link_sees_every_change_until_the_end() {
        String entered = post("/enter", "{\"token\":\"" + admission.token() + "\"}");
        String cookie = entered.replaceAll("(?s).*Set-Cookie: ([^;]*);.*", "$1");
        String key = entered.replaceAll("(?s).*\"key\":\"([0-9a-f]*)\".*", "$1");

        Promise<String> events = started("GET /guest/events?" + key + " HTTP/1.1\r\nHost: " + host()
                + "\r\nCookie: other=1; " + cookie + "\r\n\r\n");
        loop.awaitUntil(page.board()::isWatched);
        page.questions().confirmKeys(new ScriptedQuestion().with(ScriptedQuestion.KEY, "Alice"), scope);
        loop.advance(Duration.ofMillis(200));
        loop.await(page.end(new Ending(Outcome.DONE, "Everything is here")));

        assertThat(loop.await(events))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: text/event-stream", "Everything is here")
                .containsPattern("\ndata: \\{.*}\n\n");
        loop.awaitUntil(() -> !page.board().isWatched());
    }

    @Test
    void a_page_that_is_closed_makes_room_for_the_next() throws IOException {
        String entered = post("/enter", "{\"token\":\"" + admission.token() + "\"}");
        String cookie = entered.replaceAll("(?s).*Set-Cookie: ([^;]*);.*", "$1");
        String key = entered.replaceAll("(?s).*\"key\":\"([0-9a-f]*)\".*", "$1");
        Socket socket = connect();
        socket.getOutputStream()
                .write(("GET /guest/events?" + key + " HTTP/1.1\r\nHost: " + host() + "\r\nCookie: " + cookie
                                + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
        loop.awaitUntil(page.board()::isWatched);
        socket.close();

        loop.awaitUntil(() -> {
            loop.advance(Duration.ofSeconds(1));
            return !page.board().isWatched();
        });
    }

    @Test
    void a_stranger_who_does_not_finish_does_not_keep_others_out() throws IOException {
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Socket socket = connect();
            socket.getOutputStream().write("GET / HT".getBytes(ISO_8859_1));
            idle.add(socket);
        }
        assertThat(get("/")).startsWith("HTTP/1.1 200 ");
        for (Socket socket : idle) socket.close();
    }

    @Test
    void a_crowd_that_does_not_speak_makes_room_for_who_does() throws IOException {
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < 40; i++) idle.add(connect());
        assertThat(end(idle.get(0))).isEqualTo(-1);
        assertThat(get("/")).startsWith("HTTP/1.1 200 ");
        for (Socket socket : idle) socket.close();
    }

    private int end(Socket socket) {
        return loop.await(loop.offLoop(() -> {
            try {
                return socket.getInputStream().read();
            } catch (SocketException reset) {
                return -1;
            }
        }));
    }

    @Test
    void a_client_that_dribbles_is_left_alone() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < 4; i++) {
                socket.getOutputStream().write('G');
                get("/");
                loop.advance(Duration.ofSeconds(1));
            }
            socket.getOutputStream().write('G');
            loop.advance(Duration.ofSeconds(1));
            assertThat(end(socket)).isEqualTo(-1);
        }
    }

    @Test
    void a_system_that_has_no_files_left_for_a_moment_does_not_end_the_page() throws IOException {
        AtomicInteger failures = new AtomicInteger(2);
        ServerSocket poor = new ServerSocket(0, 16, InetAddress.getLoopbackAddress()) {
            @Override
            public Socket accept() throws IOException {
                if (failures.getAndDecrement() > 0) throw new SocketException("Too many open files");
                return super.accept();
            }
        };
        server = new LoopbackServer(loop, poor);
        server.serve(new Site(server.port(), admission, page)::answer, scope);
        Promise<String> answer = started("GET / HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
        // Not once somebody has been let in, who would soon have been too slow.
        loop.awaitUntil(() -> {
            loop.advance(Duration.ofSeconds(1));
            return failures.get() < 0;
        });
        assertThat(loop.await(answer)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void what_is_not_understood_is_refused_without_a_word_of_it() {
        assertThat(ask("GET /<script> HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .doesNotContain("script>");
        assertThat(get("/<script>")).startsWith("HTTP/1.1 404 ").doesNotContain("script>");
    }

    @Test
    void nobody_listens_any_more_when_the_command_has_ended() {
        loop.await(scope.off());
        // The system lets one in until the thread that accepts has woken up.
        loop.awaitUntil(() -> {
            try (Socket late = connect()) {
                return late.isClosed();
            } catch (IOException refused) {
                return true;
            }
        });
    }
}
