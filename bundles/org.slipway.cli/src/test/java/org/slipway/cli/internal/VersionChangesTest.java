package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

class VersionChangesTest {
    private static Selections selections(String... versions) throws Exception {
        StringBuilder text = new StringBuilder(
                "<selections xmlns='" + Element.ZERO_INSTALL + "' interface='http://example.com/a.xml'>");
        for (String version : versions)
            text.append("<selection id='sha1=3' interface='http://example.com/")
                    .append(version.charAt(0))
                    .append(".xml' version='")
                    .append(version.substring(1))
                    .append("'/>");
        return SelectionsReader.read(
                Xml.read(text.append("</selections>").toString().getBytes(UTF_8)));
    }

    @Test
    void what_is_as_it_was_is_no_change() throws Exception {
        assertThat(VersionChanges.of(Optional.of(selections("a1", "b2")), selections("b2", "a1")))
                .isEmpty();
    }

    @Test
    void what_has_gone_or_changed_is_told_first_and_what_is_new_last() throws Exception {
        assertThat(VersionChanges.of(Optional.of(selections("a1", "c1", "b2")), selections("d1", "b1", "a1")))
                .containsExactly(
                        "http://example.com/b.xml: 2 -> 1",
                        "No longer used: http://example.com/c.xml",
                        "http://example.com/d.xml: new -> 1");
    }

    @Test
    void everything_is_new_where_there_was_nothing() throws Exception {
        assertThat(VersionChanges.of(Optional.empty(), selections("a1")))
                .containsExactly("http://example.com/a.xml: new -> 1");
    }
}
