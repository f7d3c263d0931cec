package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignatureCommentTest {
    private static final String FEED = "<?xml version='1.0'?>\n<a/>\n";
    private static final String SIGNED = FEED + "<!-- Base64 Signature\nAQIDBA==\n\n-->\n";

    private static String content(String document) throws Complaint {
        return new String(SignatureComment.content(document.getBytes(UTF_8)), UTF_8);
    }

    @Test
    void it_is_written_as_0publish_writes_it() {
        assertThat(new String(SignatureComment.append(FEED.getBytes(UTF_8), new byte[] {1, 2, 3, 4}), UTF_8))
                .isEqualTo(SIGNED);
        assertThat(new String(SignatureComment.append(FEED.getBytes(UTF_8), new byte[100]), UTF_8).lines())
                .allMatch(line -> line.length() <= 76);
    }

    @Test
    void what_was_signed_is_what_comes_before_it() throws Exception {
        assertThat(content(SIGNED)).isEqualTo(FEED);
        assertThat(content(SIGNED.stripTrailing() + "\r\n\n")).isEqualTo(FEED);
        assertThat(SignatureComment.packets(SIGNED.getBytes(UTF_8))).containsExactly(1, 2, 3, 4);
        assertThat(SignatureComment.of(SIGNED.getBytes(UTF_8)).orElseThrow().line())
                .isEqualTo(3);
    }

    @Test
    void it_begins_on_a_new_line_even_where_the_feed_does_not_end_with_one() throws Exception {
        assertThat(content(FEED)).isEqualTo(FEED);
        assertThat(content("<a/>")).isEqualTo("<a/>\n");
    }

    @Test
    void bytes_that_are_no_utf_8_stay_as_they_are() throws Exception {
        byte[] latin = "<a>\u00e4</a>\n".getBytes(ISO_8859_1);
        assertThat(SignatureComment.content(SignatureComment.append(latin, new byte[] {1})))
                .isEqualTo(latin);
    }

    @Test
    void what_stands_behind_a_signature_is_never_lost() {
        assertThatThrownBy(() -> content(SIGNED + "<b/>\n"))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("behind");
        assertThatThrownBy(() -> content(FEED + "<!-- Base64 Signature\nAQID")).isInstanceOf(Complaint.class);
    }
}
