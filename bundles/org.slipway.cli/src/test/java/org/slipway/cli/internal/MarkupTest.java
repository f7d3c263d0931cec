package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class MarkupTest {
    private static List<String> elements(String document) {
        return Markup.of(document.getBytes(UTF_8)).stream()
                .map(place -> place.line() + " "
                        + new String(document.getBytes(UTF_8), place.start(), place.end() - place.start(), UTF_8))
                .toList();
    }

    @Test
    void each_element_has_its_line_and_its_bytes() {
        assertThat(elements("<?xml version='1.0'?>\n<a>\n  <b/>ä<c>\n</c >\n</a>\n"))
                .containsExactly("2 <a>\n  <b/>ä<c>\n</c >\n</a>", "3 <b/>", "3 <c>\n</c >");
    }

    @Test
    void what_only_looks_like_an_element_is_none() {
        assertThat(elements("<a><!-- <b> --><![CDATA[<c>]]><?d <e> ?><f x='>' y=\"'/>\"/></a>"))
                .hasSize(2)
                .contains("1 <f x='>' y=\"'/>\"/>");
    }

    @Test
    void a_prefix_is_kept_with_its_colon() {
        assertThat(Markup.of("<z:a xmlns:z='x:y'><b c:d='e'/></z:a>".getBytes(UTF_8)))
                .extracting(Markup.Place::prefix)
                .containsExactly("z:", "");
    }

    @Test
    void nothing_is_said_of_what_is_not_understood() {
        assertThat(Markup.of("<a><b/></a>".getBytes(UTF_16))).isEmpty();
        assertThat(Markup.of("<a><b>".getBytes(UTF_8))).isEmpty();
        assertThat(Markup.of("<a b='".getBytes(UTF_8))).isEmpty();
        assertThat(Markup.of("<!-- ".getBytes(UTF_8))).isEmpty();
        assertThat(Markup.of("</a>".getBytes(UTF_8))).isEmpty();
    }
}
