package org.slipway.testnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String BODY = "0123456789";

    private final TestNet net = TestNet.start();
    private final Site site = net.archives().put("/x", BODY);

    @AfterEach
    void stop() {
        net.close();
    }

    /** Everything that comes until the connection ends. */
    private String get(String... headers) throws IOException {
        return get(60_000, headers);
    }

    private String get(int timeout, String... headers) throws IOException {
        return get(timeout, site.uri("/x"), headers);
    }

    private static String get(int timeout, URI uri, String... headers) throws IOException {
        try (Socket socket = asking(uri, headers)) {
            socket.setSoTimeout(timeout);
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private Socket asking(String path) throws IOException {
        return asking(site.uri(path));
    }

    private static Socket asking(URI uri, String... headers) throws IOException {
        return send(uri, uri.getPath(), uri.getAuthority(), headers);
    }

    private static Socket send(URI server, String target, String host, String... headers) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        String head = "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + more;
        socket.getOutputStream().write((head + "\r\n").getBytes(ISO_8859_1));
        return socket;
    }

    private static String through(URI proxy, String uri) throws IOException {
        try (Socket socket = send(proxy, uri, URI.create(uri).getAuthority())) {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static String header(String answer, String name) {
        return answer.lines()
                .filter(line -> line.startsWith(name + ": "))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 2);
    }

    @Test
    void without_a_fault_it_serves_well_and_remembers_who_asked() throws Exception {
        assertThat(get())
                .startsWith("HTTP/1.1 200")
                .contains("Content-Length: 10")
                .endsWith("\r\n\r\n" + BODY);
        assertThat(site.paths()).containsExactly("/x");
    }

    @Test
    void what_has_not_changed_is_not_sent_again() throws Exception {
        String tag = header(get(), "ETag");
        assertThat(get("If-None-Match: " + tag)).startsWith("HTTP/1.1 304").doesNotContain(BODY);
        site.put("/x", "another");
        assertThat(get("If-None-Match: " + tag)).startsWith("HTTP/1.1 200").endsWith("another");
    }

    @Test
    void a_missing_resource_is_404_and_a_healed_one_is_well() throws Exception {
        site.remove("/x");
        assertThat(get()).startsWith("HTTP/1.1 404");
        site.put("/x", BODY).fault("/x", Fault.status(503));
        assertThat(get()).startsWith("HTTP/1.1 503");
        site.heal("/x");
        assertThat(get()).endsWith(BODY);
    }

    @Test
    void truncated_announces_all_and_ends_early() throws Exception {
        site.fault("/x", Fault.truncate(4));
        assertThat(get()).contains("Content-Length: 10").endsWith("\r\n\r\n0123");
    }

    @Test
    void shorter_and_longer_announce_what_they_send() throws Exception {
        site.fault("/x", Fault.shorter(3));
        assertThat(get()).contains("Content-Length: 7").endsWith("\r\n\r\n0123456");
        site.fault("/x", Fault.longer(1));
        assertThat(get()).contains("Content-Length: 11").endsWith("\r\n\r\n" + BODY + "\0");
    }

    @Test
    void a_wrong_byte_is_one_wrong_byte() throws Exception {
        site.fault("/x", Fault.wrongByte(2));
        assertThat(get()).endsWith("\r\n\r\n0133456789");
    }

    @Test
    void no_length_is_announced_but_all_comes() throws Exception {
        site.fault("/x", Fault.noLength());
        assertThat(get()).doesNotContain("Content-Length").contains(BODY);
    }

    @Test
    void a_redirect_says_where_to() throws Exception {
        site.fault("/x", Fault.redirect("file:///etc/passwd"));
        assertThat(get()).startsWith("HTTP/1.1 302").contains("Location: file:///etc/passwd\r\n");
    }

    @Test
    void trickling_brings_everything_late() throws Exception {
        site.fault("/x", Fault.trickle(4, Duration.ofMillis(20)));
        long begun = System.nanoTime();
        assertThat(get()).endsWith("\r\n\r\n" + BODY);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(60));
    }

    @Test
    void delayed_brings_everything_late() throws Exception {
        site.fault("/x", Fault.delay(Duration.ofMillis(50)));
        long begun = System.nanoTime();
        assertThat(get()).endsWith("\r\n\r\n" + BODY);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(50));
    }

    @Test
    void a_body_can_come_later_than_its_head() throws Exception {
        site.fault("/x", Fault.delayBody(Duration.ofMillis(50)));
        assertThat(get()).contains("Content-Length: 10").endsWith("\r\n\r\n" + BODY);
    }

    @Test
    void a_reset_is_a_reset() {
        site.fault("/x", Fault.reset());
        assertThatThrownBy(this::get).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        site.fault("/x", Fault.reset(4));
        assertThatThrownBy(this::get).isInstanceOf(SocketException.class).hasMessageContaining("reset");
    }

    @Test
    void what_hangs_or_stalls_sends_no_more_and_is_over_when_the_client_goes() throws Exception {
        for (Fault fault : List.of(Fault.hang(), Fault.stallInHead(), Fault.stall(4))) {
            site.fault("/x", fault);
            assertThatThrownBy(() -> get(100)).isInstanceOf(SocketTimeoutException.class);
            assertThat(site.idle(PATIENCE)).isTrue();
        }
    }

    @Test
    void a_stall_in_the_head_has_begun_the_head() throws Exception {
        site.fault("/x", Fault.stallInHead());
        try (Socket socket = asking("/x")) {
            assertThat(new String(socket.getInputStream().readNBytes(15), ISO_8859_1))
                    .isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void garbage_is_no_http() throws Exception {
        site.fault("/x", Fault.garbage());
        assertThat(get()).isNotEmpty().doesNotContain("HTTP/1");
    }

    @Test
    void a_status_can_say_when_to_come_back() throws Exception {
        site.fault("/x", Fault.status(503, "7"));
        assertThat(get())
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: 7\r\n")
                .doesNotContain("ETag");
    }

    @Test
    void a_redirect_loop_leads_to_itself() throws Exception {
        site.fault("/x", Fault.redirectLoop());
        assertThat(get()).contains("Location: /x\r\n");
    }

    @Test
    void a_fault_can_pass() throws Exception {
        site.fault("/x", Fault.first(2, Fault.status(500)));
        assertThat(get()).startsWith("HTTP/1.1 500");
        assertThat(get()).startsWith("HTTP/1.1 500");
        assertThat(get()).endsWith(BODY);
    }

    @Test
    void a_fault_can_be_everywhere_but_where_there_is_another() throws Exception {
        site.fault(Fault.status(500));
        assertThat(get()).startsWith("HTTP/1.1 500");
        site.fault("/x", Fault.status(503));
        assertThat(get()).startsWith("HTTP/1.1 503");
        site.heal();
        assertThat(get()).endsWith(BODY);
    }

    @Test
    void a_range_is_served_while_the_resource_is_the_same() throws Exception {
        String tag = header(get(), "ETag");
        String time = header(get(), "Last-Modified");

        assertThat(get("Range: bytes=4-"))
                .startsWith("HTTP/1.1 206")
                .contains("Content-Range: bytes 4-9/10\r\n", "Content-Length: 6\r\n")
                .endsWith("\r\n\r\n456789");
        assertThat(get("Range: bytes=4-", "If-Range: " + tag)).startsWith("HTTP/1.1 206");
        assertThat(get("Range: bytes=4-", "If-Range: " + time)).startsWith("HTTP/1.1 206");
        assertThat(get("Range: bytes=10-")).startsWith("HTTP/1.1 416").contains("Content-Range: bytes */10\r\n");

        site.touch("/x");
        assertThat(get("Range: bytes=4-", "If-Range: " + tag))
                .startsWith("HTTP/1.1 200")
                .endsWith(BODY);
        assertThat(get("Range: bytes=4-", "If-Range: " + time))
                .startsWith("HTTP/1.1 200")
                .endsWith(BODY);
    }

    @Test
    void what_has_not_changed_since_is_not_sent_again() throws Exception {
        String time = header(get(), "Last-Modified");
        assertThat(get("If-Modified-Since: " + time)).startsWith("HTTP/1.1 304");
        assertThat(get("If-Modified-Since: " + time, "If-None-Match: \"other\""))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void ranges_can_be_ignored_and_entity_tags_changed() throws Exception {
        site.fault("/x", Fault.wholeOnly());
        assertThat(get("Range: bytes=4-")).startsWith("HTTP/1.1 200").endsWith(BODY);
        site.fault("/x", Fault.etag("other"));
        assertThat(header(get("Range: bytes=4-"), "ETag")).isEqualTo("\"other\"");
    }

    @Test
    void faults_strike_within_a_range_too() throws Exception {
        site.fault("/x", Fault.truncate(2));
        assertThat(get("Range: bytes=4-")).startsWith("HTTP/1.1 206").endsWith("\r\n\r\n45");
        site.fault("/x", Fault.wrongByte(5));
        assertThat(get("Range: bytes=4-")).endsWith("\r\n\r\n446789");
        assertThat(get("Range: bytes=6-")).endsWith("\r\n\r\n6789");
    }

    @Test
    void a_gate_holds_until_it_is_opened_and_sees_who_leaves() throws Exception {
        Gate gate = Gate.after(4);
        site.fault("/x", gate);
        try (Socket stays = asking("/x")) {
            asking("/x").close();
            assertThat(gate.reached(PATIENCE)).isTrue();
            assertThat(gate.left(PATIENCE)).isTrue();
            gate.open();
            assertThat(new String(stays.getInputStream().readAllBytes(), ISO_8859_1))
                    .endsWith(BODY);
        }
        assertThat(get()).endsWith(BODY);
        assertThat(site.idle(PATIENCE)).isTrue();
    }

    @Test
    void a_gate_before_the_head_lets_nothing_out() throws Exception {
        Gate gate = Gate.beforeHead();
        site.fault("/x", gate);
        assertThatThrownBy(() -> get(100)).isInstanceOf(SocketTimeoutException.class);
        try (Socket stays = asking("/x")) {
            assertThat(gate.reached(PATIENCE)).isTrue();
            gate.open();
            assertThat(new String(stays.getInputStream().readAllBytes(), ISO_8859_1))
                    .endsWith(BODY);
        }
    }

    @Test
    void a_third_transfer_at_a_time_is_refused_and_reported_at_the_end() throws Exception {
        TestNet other = TestNet.start();
        Site busy = other.archives().put("/x", BODY).fault("/x", Fault.stall(4)).put("/y", BODY);
        try (Socket first = asking(busy.uri("/x"));
                Socket second = asking(busy.uri("/x"))) {
            first.getInputStream().read();
            second.getInputStream().read();
            assertThat(get(60_000, busy.uri("/y"))).startsWith("HTTP/1.1 500").contains("too many");
        }
        assertThat(busy.idle(PATIENCE)).isTrue();
        assertThat(get(60_000, busy.uri("/y"))).endsWith(BODY);
        assertThat(busy.most()).isEqualTo(2);
        assertThatThrownBy(other::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/y beside [/x, /x]");
    }

    @Test
    void the_place_of_a_client_that_has_left_is_free_at_once() throws Exception {
        site.fault("/x", Fault.stall(4)).put("/y", BODY);
        for (int i = 0; i < 20; i++) {
            try (Socket socket = asking("/x")) {
                socket.getInputStream().read();
            }
        }
        assertThat(site.most()).isLessThanOrEqualTo(2);
    }

    @Test
    void the_proxy_leads_to_the_sites_by_their_names_only() throws Exception {
        try (TestNet named = TestNet.startBehindProxy()) {
            Site feeds = named.feeds().put("/x", BODY);
            assertThat(feeds.uri("/x")).hasToString("http://feeds.slipway.test/x");
            assertThat(through(named.proxy(), "http://feeds.slipway.test/x")).endsWith(BODY);
            assertThat(through(named.proxy(), "http://else.slipway.test/x")).startsWith("HTTP/1.1 502");
            assertThat(feeds.paths()).containsExactly("/x");
        }
    }

    @Test
    void the_proxy_makes_tunnels_to_its_own_sites_only() throws Exception {
        URI proxy = net.proxy();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.getPort())) {
            socket.getOutputStream()
                    .write("CONNECT localhost:80 HTTP/1.1\r\nHost: localhost:80\r\nConnection: close\r\n\r\n"
                            .getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1))
                    .isEqualTo("HTTP/1.1 403");
        }
    }

    @Test
    void a_fault_can_depend_on_what_was_asked() throws Exception {
        site.fault("/x", reply -> reply.send(reply.asked("x-word").getBytes(ISO_8859_1)));
        assertThat(get("X-Word: hello")).endsWith("\r\n\r\nhello");
    }

    @Test
    void a_deaf_host_lets_nobody_connect() {
        URI deaf = net.deaf("/x");
        assertThatThrownBy(() -> new Socket().connect(new InetSocketAddress(deaf.getHost(), deaf.getPort()), 200))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void nobody_listens_where_nobody_is() {
        URI nobody = net.nobody("/feed.xml");
        assertThatThrownBy(() -> new Socket(nobody.getHost(), nobody.getPort()).close())
                .isInstanceOf(ConnectException.class);
    }
}
