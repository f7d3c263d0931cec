package org.slipway.model.selections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.slipway.model.FeedUri;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Role;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

class SelectionsReaderTest {
    private static final InterfaceUri A = new InterfaceUri("http://example.com/a.xml");
    private static final InterfaceUri B = new InterfaceUri("http://example.com/b.xml");
    private static final String HEX = "0123456789012345678901234567890123456789";

    private static Selections read(String attributes, String content) throws Exception {
        String document = "<selections xmlns='" + Element.ZERO_INSTALL + "' interface='" + A + "' " + attributes + ">"
                + content + "</selections>";
        return SelectionsReader.read(Xml.read(document.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_cached_a_local_and_a_native_selection_are_told_apart() throws Exception {
        Selections selections = read(
                "command='run'",
                "<selection interface='" + A + "' id='x' version='1'><manifest-digest sha1new='" + HEX + "'/>"
                        + "<command name='run' path='p'/></selection>"
                        + "<selection interface='" + B + "' id='/opt/b' version='2'/>"
                        + "<selection interface='http://example.com/c.xml' id='package:deb:c:3:x86_64' version='3'"
                        + " from-feed='distribution:http://example.com/c.xml'/>");
        assertThat(selections.root()).isEqualTo(Role.binary(A));
        assertThat(selections.command()).contains("run");
        Selection cached = selections.get(A).orElseThrow();
        assertThat(cached.digests()).hasSize(1);
        assertThat(cached.feed()).isEqualTo(A.mainFeed());
        assertThat(cached.commands()).containsOnlyKeys("run");
        assertThat(selections.get(B).orElseThrow().localPath()).contains(Path.of("/opt/b"));
        Selection dpkg = selections.selections().get(2);
        assertThat(dpkg.nativePackage()).contains("c");
        assertThat(dpkg.feed()).isEqualTo(new FeedUri.Distribution(FeedUri.of("http://example.com/c.xml")));
    }

    @Test
    void an_empty_command_is_none_and_source_is_a_role_of_its_own() throws Exception {
        Selections selections = read(
                "command='' source='true'",
                "<selection interface='" + A + "' id='/x' version='1' arch='*-src'/>" + "<selection interface='" + A
                        + "' id='/y' version='1'/>");
        assertThat(selections.command()).isEmpty();
        assertThat(selections.root()).isEqualTo(new Role(A, Form.SOURCE));
        assertThat(selections.get(A).orElseThrow().id()).isEqualTo("/y");
    }

    @Test
    void documents_of_old_times_have_their_commands_at_the_root() throws Exception {
        Selections selections = read(
                "",
                "<command path='p'><runner interface='" + B + "'/></command><command path='q'/>"
                        + "<selection interface='" + A + "' id='/a' version='1'/>"
                        + "<selection interface='" + B + "' id='/b' version='1'/>");
        assertThat(selections.command()).contains("run");
        assertThat(selections.get(A).orElseThrow().commands().get("run").path()).contains("p");
        assertThat(selections.get(B).orElseThrow().commands().get("run").path()).contains("q");
    }

    @Test
    void what_breaks_the_format_is_refused() {
        assertThatThrownBy(() -> SelectionsReader.read(Element.of("interface"))).isInstanceOf(MalformedFeed.class);
        assertThatThrownBy(() -> read("", "<selection interface='" + A + "' version='1'/>"))
                .hasMessageContaining("'id'");
        assertThatThrownBy(() -> read("", "<selection interface='" + A + "' id='/x' version='one'/>"))
                .hasMessageContaining("'one' is not a version");
        String one = "<selection interface='" + A + "' id='/x' version='1'/>";
        assertThatThrownBy(() -> read("", one + one)).hasMessageContaining("two selections");
    }
}
