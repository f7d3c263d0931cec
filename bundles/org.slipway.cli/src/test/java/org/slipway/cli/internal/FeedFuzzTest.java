package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.Fuzz;

/** Whatever a feed looks like, it is found fault with in sentences, and what is added is all that changes. */
class FeedFuzzTest {
    private static final int MUTATIONS = 300 * Integer.getInteger("slipway.effort", 1);
    private static final String FEED =
            "<?xml version='1.0' encoding='UTF-8'?>\n<interface xmlns='" + Element.ZERO_INSTALL
                    + "' uri='http://example.com/a.xml'>\r\n <name>a</name>\n\t<group arch='Linux-x86_64' version='1'>\n"
                    + "<!-- <x> --><implementation id='sha1new=" + "0".repeat(40)
                    + "' released='2026-01-01' stability='stable'>"
                    + "<archive href='http://example.com/a.zip' size='7' extract='a' start-offset='3'/><recipe/>"
                    + "<manifest-digest sha256='x'/></implementation>\n<requires interface='http://example.com/b.xml'"
                    + " version='1..!2'><environment name='A' insert=''/></requires></group></interface>\n"
                    + "<!-- Base64 Signature\nAQID\n\n-->\n";
    private static final List<String> WORDS = List.of(
            "<",
            ">",
            "/>",
            "'",
            "\"",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?",
            "?>",
            "</",
            "&lt;",
            "<implementation",
            "<group>",
            "</group>",
            "<z:a xmlns:z='urn:z'/>",
            "local-path='..'",
            "\n<!-- Base64 Signature\n",
            "UTF-16",
            "\0",
            "id='.'",
            "version='-'",
            "../",
            "http://",
            "href=''");

    private static final NewImplementation ADDED = new NewImplementation(
            new ManifestDigest(Algorithm.SHA256NEW, "A".repeat(52)),
            Map.of("version", "77"),
            Optional.empty(),
            Map.of("href", "http://example.com/new.zip", "size", "1"));

    @TempDir
    Path temp;

    @Test
    void a_changed_feed_is_found_fault_with_and_added_to() {
        new Fuzz(List.of(FEED.getBytes(UTF_8)), WORDS).run(MUTATIONS, this::look);
    }

    private void look(byte[] document) throws Exception {
        Path file = Files.write(temp.resolve("a.xml"), document);
        LocalDate today = LocalDate.of(2026, 1, 31);
        try {
            FeedDocument feed = FeedDocument.of(document);
            new FeedCheck(file, feed, today, (name, type) -> true).findings();
            Publishable publishable = Publishable.read(file);
            byte[] after = publishable.with(ADDED, today, (name, type) -> true).bytes();
            assertThat(without(Xml.read(after))).isEqualTo(Xml.read(SignatureComment.content(document)));
        } catch (Complaint | MalformedXml refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static Element without(Element element) {
        return element.withChildren(element.children().stream()
                .filter(child -> !child.attribute("id").equals(Optional.of(ADDED.id())))
                .map(FeedFuzzTest::without)
                .toList());
    }
}
