package org.slipway.container.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<String> HEAD = List.of("A", "Long head");

    @Test
    void a_terminal_gets_columns() {
        assertThat(new Table("T", HEAD, List.of(List.of("first", "1"), List.of("2", "")), "none").text())
                .isEqualTo("A      Long head\nfirst  1\n2");
    }

    @Test
    void without_rows_a_sentence_says_so() {
        Table table = new Table("T", HEAD, List.of(), "There is nothing");
        assertThat(table.text()).isEqualTo("There is nothing");
        assertThat(table.html()).isEqualTo("<h2>T</h2>\n<p>There is nothing</p>\n");
    }

    @Test
    void a_browser_gets_a_table() {
        assertThat(new Table("T", HEAD, List.of(List.of("x", "y")), "none").html())
                .isEqualTo("<h2>T</h2>\n<table class=\"nicetable\">\n<tr><th>A</th><th>Long head</th></tr>\n"
                        + "<tr><td>x</td><td>y</td></tr>\n</table>\n");
    }

    @Test
    void attack_a_name_cannot_write_to_the_page_or_the_terminal() {
        Table table = new Table(
                "T", HEAD, List.of(List.of("<script>alert('x')</script>&\"", "\u001b[2J\nforged\u202e")), "none");
        assertThat(table.html())
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;")
                .doesNotContain("<script", "\u001b", "\u202e");
        assertThat(table.text().lines()).hasSize(2);
        assertThat(table.text()).contains("\\u{1b}[2J\\u{a}forged\\u{202e}");
    }

    @Test
    void a_site_is_what_has_a_queue_of_its_own() {
        assertThat(Shown.site(URI.create("HTTP://Example.com:80/x?y"))).isEqualTo("http://example.com:80");
        assertThat(Shown.site(URI.create("https://u:p@example.com/x"))).isEqualTo("https://example.com");
        assertThat(Shown.site(URI.create("data:,x"))).isEqualTo("data:");
    }

    @Test
    void attack_a_login_is_not_shown_whatever_the_host_is_called() {
        assertThat(Shown.uri(URI.create("http://user:pw@host.example/a@b"))).isEqualTo("http://host.example/a@b");
        assertThat(Shown.uri(URI.create("http://user:pw@my_host/x"))).isEqualTo("http://my_host/x");
        assertThat(Shown.uri(URI.create("data:,x"))).isEqualTo("data:,x");
    }

    @Test
    void amounts_are_readable() {
        assertThat(List.of(0L, 1023L, 1536L, 5L << 30).stream().map(Shown::bytes))
                .containsExactly("0 bytes", "1023 bytes", "1.5 KB", "5.0 GB");
    }
}
