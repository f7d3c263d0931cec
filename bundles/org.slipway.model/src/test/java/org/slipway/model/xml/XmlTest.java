package org.slipway.model.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.xml.namespace.QName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmlTest {
    private static Element read(String document) throws MalformedXml {
        return Xml.read(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void elements_attributes_and_text_are_read() throws MalformedXml {
        Element root = read("<?xml version='1.0'?><!-- x --><interface xmlns='" + Element.ZERO_INSTALL
                + "' xmlns:c='urn:c' uri='u' c:x='y'><name>A &amp; B</name><c:other/></interface>");
        assertThat(root.is("interface")).isTrue();
        assertThat(root.attribute("uri")).contains("u");
        assertThat(root.attribute(new QName("urn:c", "x"))).contains("y");
        assertThat(root.children("name").findFirst().orElseThrow().text()).isEqualTo("A & B");
        assertThat(root.children().get(1).localName()).isEmpty();
        assertThat(root.children().get(1).name()).isEqualTo(new QName("urn:c", "other"));
    }

    @Test
    void what_is_written_is_read_again() throws MalformedXml {
        Element root = Element.of("a")
                .with("q", "\"<>&'\t\n\r ü€😀")
                .with(new QName("urn:x", "y", "x"), "1")
                .with(Element.of("b").withText("line\nline & <b>\r"))
                .with(Element.of(new QName("urn:x", "c"), Map.of(), List.of(), ""))
                .with(Element.of(new QName("urn:other", "d", "x"), Map.of(), List.of(Element.of("e")), ""));
        assertThat(Xml.read(Xml.write(root))).isEqualTo(root);
        Element plain = Element.of(new QName("plain"), Map.of(), List.of(root), "");
        assertThat(Xml.read(Xml.write(plain))).isEqualTo(plain);
    }

    /** Long enough that each parser is used up and replaced. */
    @Test
    void no_document_is_changed_by_those_before_or_beside_it() {
        IntStream.range(0, 2000).parallel().forEach(i -> {
            if (i % 3 == 0)
                assertThatThrownBy(() -> read("<p:a xmlns:p='urn:" + i + "' version='" + i + "'><b>"))
                        .isInstanceOf(MalformedXml.class)
                        .hasMessageContaining("line 1");
            Element expected = Element.of(new QName("urn:x" + i, "a" + i), Map.of(), List.of(), "text " + i);
            try {
                assertThat(Xml.read(Xml.write(expected))).isEqualTo(expected);
            } catch (MalformedXml broken) {
                throw new AssertionError(broken);
            }
        });
    }

    @Test
    void it_is_written_for_people_to_read() {
        Element root = Element.of("a").with(Element.of("b").with("c", "d"));
        assertThat(new String(Xml.write(root), StandardCharsets.UTF_8))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a xmlns=\"" + Element.ZERO_INSTALL
                        + "\">\n  <b c=\"d\"/>\n</a>\n");
    }

    @Test
    void an_external_entity_is_refused(@TempDir Path temp) throws Exception {
        Path secret = Files.writeString(temp.resolve("secret"), "secret");
        assertThatThrownBy(() -> read("<!DOCTYPE a [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]><a>&e;</a>"))
                .isInstanceOf(MalformedXml.class)
                .hasMessage("it has a document type (<!DOCTYPE ...>), which none may have here: remove that"
                        + " (line 1, column 10)");
    }

    @Test
    void a_billion_laughs_are_refused() {
        assertThatThrownBy(() -> read("<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;'>]><a>&c;</a>"))
                .isInstanceOf(MalformedXml.class);
    }

    @Test
    void nesting_too_deep_for_the_stack_is_refused() throws MalformedXml {
        assertThat(read("<a>".repeat(256) + "</a>".repeat(256)).children()).hasSize(1);
        assertThatThrownBy(() -> read("<a>".repeat(200_000))).hasMessageContaining("256 elements within each other");
    }

    @Test
    void more_attributes_than_anybody_needs_are_refused() {
        StringBuilder document = new StringBuilder("<a");
        for (int i = 0; i < 257; i++) document.append(" a").append(i).append("=''");
        assertThatThrownBy(() -> read(document + "/>")).hasMessageContaining("256 attributes");
    }

    @Test
    void an_attribute_longer_than_a_program_could_be_given_is_refused() throws MalformedXml {
        String most = "x".repeat(131_072);
        assertThat(read("<a b='" + most + "'/>").attribute("b")).contains(most);
        assertThatThrownBy(() -> read("<a b='" + most + "x'/>"))
                .isInstanceOf(MalformedXml.class)
                .hasMessageContaining("b of <a> has more than 131072 characters");
    }

    @Test
    void an_attribute_given_twice_is_refused() {
        assertThatThrownBy(() -> read("<a b='1' b='2'/>")).isInstanceOf(MalformedXml.class);
    }

    @Test
    void an_encoding_that_is_not_declared_is_refused() {
        byte[] latin = "<a b='ü'/>".getBytes(Charset.forName("ISO-8859-1"));
        assertThatThrownBy(() -> Xml.read(latin)).isInstanceOf(MalformedXml.class);
    }

    @Test
    void the_message_says_where() {
        assertThatThrownBy(() -> read("<a>\n  <b>\n</a>")).hasMessageContaining("(line 3, column ");
    }
}
