package org.slipway.web.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slipway.testkit.Fuzz;

class RequestReaderTest {
    private static Request read(String sent) throws IOException {
        return new RequestReader(new ByteArrayInputStream(sent.getBytes(ISO_8859_1))).read();
    }

    private static void refused(int status, String sent) {
        assertThatThrownBy(() -> read(sent)).as(sent).isInstanceOfSatisfying(BadRequest.class, bad -> assertThat(
                        bad.status())
                .isEqualTo(status));
    }

    @Test
    void what_a_browser_sends_is_read() throws IOException {
        Request request =
                read("POST /act?a=b HTTP/1.1\r\nHost: 127.0.0.1:1\r\nCOOKIE:  a=b \r\nContent-Length: 2\r\n\r\n{}rest");

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/act");
        assertThat(request.query()).isEqualTo("a=b");
        assertThat(request.header("host")).contains("127.0.0.1:1");
        assertThat(request.header("cookie")).contains("a=b");
        assertThat(request.body()).isEqualTo("{}");
    }

    @Test
    void a_request_smuggled_behind_another_length_is_refused() {
        refused(400, "POST /act HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}");
        refused(400, "POST /act HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        refused(400, "POST /act HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: x\r\n\r\n{}");
        for (String length : List.of("-1", "+2", "0x2", "2,2", "2 2", "", "99999999999"))
            refused(400, "POST /act HTTP/1.1\r\nContent-Length: " + length + "\r\n\r\n{}");
    }

    @Test
    void a_second_host_origin_or_cookie_is_refused() {
        for (String name : List.of("Host", "Origin", "Cookie", "X-Slipway-Key"))
            refused(400, "GET / HTTP/1.1\r\n" + name + ": a\r\n" + name.toLowerCase() + ": b\r\n\r\n");
    }

    @Test
    void lines_that_readers_could_split_in_two_ways_are_refused() {
        for (String line :
                List.of("Host : a", "Host: a\r\n b", "Host: a\nb: c", "Host: a\rb: c", " Host: a", ": a", "a"))
            refused(400, "GET / HTTP/1.1\r\n" + line + "\r\n\r\n");
        refused(400, "GET / HTTP/1.1\r\nH\u00f6st: a\r\n\r\n");
        for (String bad : List.of("\0", "\u0001", "\u001f", "\u007f"))
            refused(400, "GET / HTTP/1.1\r\nHost: a" + bad + "b\r\n\r\n");
    }

    /** The cubic time that a regular expression once took for it was hours. */
    @Test
    @Timeout(60)
    void thousands_of_blanks_before_a_bad_byte_cost_a_stranger_more_than_us() {
        for (int blanks : List.of(8000, 32_000))
            for (String blank : List.of(" ", "\t", "a ", " a"))
                refused(400, "GET / HTTP/1.1\r\na:" + blank.repeat(blanks / blank.length()) + "\0\r\n\r\n");
    }

    @Test
    void a_cookie_of_another_program_may_hold_what_is_not_ascii() throws IOException {
        Request request = read("GET / HTTP/1.1\r\nCookie:\t n=\u00fc; a=b \t\r\nEmpty:  \r\nNone:\r\n\r\n");

        assertThat(request.header("cookie")).contains("n=\u00fc; a=b");
        assertThat(request.header("empty")).contains("");
        assertThat(request.header("none")).contains("");
    }

    @Test
    void what_is_no_request_for_a_path_is_refused() {
        for (String line : List.of(
                "GET http://127.0.0.1/ HTTP/1.1",
                "GET * HTTP/1.1",
                "CONNECT a:1 HTTP/1.1",
                "GET / HTTP/1.0",
                "GET / HTTP/2",
                "GET /",
                "get / HTTP/1.1",
                "GET  / HTTP/1.1",
                "GET /a b HTTP/1.1",
                "GET /#a HTTP/1.1",
                "",
                "\u0016\u0003\u0001")) refused(400, line + "\r\n\r\n");
    }

    @Test
    void an_endless_head_and_a_huge_body_end_early() {
        refused(431, "GET /" + "a".repeat(RequestReader.LONGEST_HEAD) + " HTTP/1.1\r\n\r\n");
        refused(431, "GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(6000));
        refused(413, "POST /act HTTP/1.1\r\nContent-Length: " + (RequestReader.LONGEST_BODY + 1) + "\r\n\r\n");
    }

    @Test
    void what_is_cut_off_is_refused() {
        String whole = "POST /act HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}";
        for (int i = 0; i < whole.length(); i++) refused(400, whole.substring(0, i));
    }

    @Test
    void noise_is_refused_and_never_more() {
        String sample = "POST /act?a HTTP/1.1\r\nHost: 127.0.0.1:1\r\nCookie: a=b\r\nContent-Length: 2\r\n\r\n{}";
        List<String> words = List.of("\r\n", "\n", ":", " ", "Content-Length: 9", "Transfer-Encoding: chunked", "\0");
        new Fuzz(List.of(sample.getBytes(ISO_8859_1)), words).run(2000, document -> {
            try {
                new RequestReader(new ByteArrayInputStream(document)).read();
            } catch (BadRequest refused) {
                assertThat(refused.status()).isBetween(400, 431);
            }
        });
    }
}
