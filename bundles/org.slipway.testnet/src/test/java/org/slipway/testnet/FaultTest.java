package org.slipway.testnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final String BODY = "0123456789";

    private final TestNet net = TestNet.start();
    private final Site site = net.archives().put("/x", BODY);

    @AfterEach
    void stop() {
        net.close();
    }

    /** Everything that comes until the connection ends. */
    private String get(String... headers) throws IOException {
        return get(10_000, headers);
    }

    private String get(int timeout, String... headers) throws IOException {
        URI uri = site.uri("/x");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            socket.setSoTimeout(timeout);
            OutputStream out = socket.getOutputStream();
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            String head = "GET /x HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nConnection: close\r\n" + more;
            out.write((head + "\r\n").getBytes(ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), ISO_8859_1);
        }
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
        String tag = get().lines()
                .filter(l -> l.startsWith("ETag: "))
                .findFirst()
                .orElseThrow()
                .substring(6);
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
    void a_reset_is_a_reset() {
        site.fault("/x", Fault.reset());
        assertThatThrownBy(this::get).isInstanceOf(SocketException.class).hasMessageContaining("reset");
    }

    @Test
    void what_hangs_or_stalls_sends_no_more() {
        site.fault("/x", Fault.hang());
        assertThatThrownBy(() -> get(200)).isInstanceOf(SocketTimeoutException.class);
        site.fault("/x", Fault.stall(4));
        assertThatThrownBy(() -> get(200)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void nobody_listens_where_nobody_is() {
        URI nobody = net.nobody("/feed.xml");
        assertThatThrownBy(() -> new Socket(nobody.getHost(), nobody.getPort()).close())
                .isInstanceOf(ConnectException.class);
    }
}
