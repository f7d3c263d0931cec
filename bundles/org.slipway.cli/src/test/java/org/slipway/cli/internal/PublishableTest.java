package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.model.xml.Element;

/** A version is added, and nothing else changes by a single byte. */
class PublishableTest {
    private static final String OLD = "<manifest-digest sha256new='" + "B".repeat(52) + "'/><archive size='1'"
            + " href='https://example.com/1.zip'/>";

    @TempDir
    Path temp;

    private static NewImplementation version(String version, String... attributes) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("version", version));
        for (int i = 0; i < attributes.length; i += 2) all.put(attributes[i], attributes[i + 1]);
        return new NewImplementation(
                new ManifestDigest(Algorithm.SHA256NEW, "A".repeat(52)),
                all,
                Optional.empty(),
                new TreeMap<>(Map.of("href", "https://example.com/2.zip", "size", "7")));
    }

    private String added(String document, NewImplementation added, Charset charset) throws Exception {
        Path file = Files.write(temp.resolve("a.xml"), document.getBytes(charset));
        byte[] bytes = Publishable.read(file)
                .with(added, LocalDate.of(2026, 1, 31), (name, type) -> true)
                .bytes();
        return new String(bytes, charset);
    }

    private String added(String document) throws Exception {
        return added(document, version("2"), UTF_8);
    }

    private static String feed(String content) {
        return "<?xml version='1.0'?>\n<interface xmlns='" + Element.ZERO_INSTALL
                + "' uri='https://example.com/a.xml'>\n  <name>a</name>\n  <summary>b</summary>\n" + content
                + "</interface>\n";
    }

    private static void refused(ThrowingCallable adding, String why) {
        assertThatThrownBy(adding).isInstanceOf(Complaint.class).hasMessageContaining(why);
    }

    @Test
    void it_stands_behind_the_last_one_and_looks_like_it() throws Exception {
        String before = "\t<group>\n\t    <implementation id='x' version='1'>\n\t       " + OLD + "</implementation>";
        String after = "<!-- <implementation> -->\n\t</group>\n";
        assertThat(added(feed(before + after)))
                .isEqualTo(feed(before + "\n\t    <implementation id=\"sha256new_" + "A".repeat(52)
                        + "\" version=\"2\">\n\t       <manifest-digest sha256new=\"" + "A".repeat(52)
                        + "\"/>\n\t       <archive href=\"https://example.com/2.zip\" size=\"7\"/>\n\t    "
                        + "</implementation>" + after));
    }

    @Test
    void the_first_one_stands_at_the_end() throws Exception {
        String with = added(feed(""));
        assertThat(with).startsWith(feed("").substring(0, feed("").indexOf("</summary>")));
        assertThat(with)
                .contains("</summary>\n  <implementation id=")
                .endsWith("\n  </implementation>\n</interface>\n");
    }

    @Test
    void a_document_on_one_line_stays_on_it() throws Exception {
        String document = "<interface xmlns='" + Element.ZERO_INSTALL + "'><name>a</name></interface>";
        assertThat(added(document))
                .startsWith("<interface")
                .contains("</name><implementation ")
                .doesNotContain("\n");
    }

    @Test
    void ends_of_lines_are_as_everywhere_in_the_document() throws Exception {
        String with = added(feed("").replace("\n", "\r\n"));
        assertThat(with.replace("\r\n", "")).doesNotContain("\n");
    }

    @Test
    void the_prefix_is_that_of_its_neighbour() throws Exception {
        String document = "<?xml version='1.0'?>\n<z:interface xmlns:z='" + Element.ZERO_INSTALL
                + "'>\n <z:name>a</z:name>\n</z:interface>";
        assertThat(added(document))
                .contains("\n <z:implementation id=", "\n   <z:manifest-digest ", "\n </z:implementation>");
    }

    @Test
    void other_encodings_stay_what_they_are() throws Exception {
        String latin = feed("<!-- \u00e4 -->\n").replace("1.0'", "1.0' encoding='ISO-8859-1'");
        assertThat(added(latin, version("2", "license", "\u00e4\u20ac"), ISO_8859_1))
                .contains("<!-- \u00e4 -->", "license=\"&#228;&#8364;\"");
        String wide = feed("").replace("1.0'", "1.0' encoding='UTF-16'");
        refused(() -> added(wide, version("2"), UTF_16), "UTF-8");
    }

    @Test
    void a_value_cannot_break_out_of_its_attribute() throws Exception {
        assertThat(added(feed(""), version("2", "license", "\"/><x y='&amp;\n"), UTF_8))
                .contains("license=\"&#34;/&#62;&#60;x y='&#38;amp;&#10;\"");
    }

    @Test
    void a_version_that_is_there_is_not_added_again() {
        String there =
                feed("  <group arch='*-*'>\n<implementation id='x' version='2'>" + OLD + "</implementation></group>");
        refused(() -> added(there), "Version 2 for *-* is in the feed already, in line 6");
        assertThat(there).satisfies(feed -> added(feed, version("2", "arch", "Linux-x86_64"), UTF_8));
        assertThat(there).satisfies(feed -> added(feed, version("2.0"), UTF_8));
        refused(() -> added(added(feed("")), version("3"), UTF_8), "as version 2");
    }

    @Test
    void what_users_could_not_use_is_not_added() {
        refused(() -> added(feed(""), version("2", "stability", "good"), UTF_8), "'stability' is 'good'");
        refused(() -> added(feed(""), version("2", "released", "soon"), UTF_8), "'released' is 'soon'");
        refused(() -> added(feed(""), version("2", "arch", "Linux"), UTF_8), "OS-CPU");
        refused(() -> added("<interface/>"), "feed check");
        refused(() -> added("<interface>"), "well-formed");
    }

    @Test
    void old_mistakes_of_a_feed_do_not_keep_a_version_out() {
        assertThat(feed("<implementation id='x' version='1' released='once'/>"))
                .satisfies(feed -> assertThat(added(feed)).contains("version=\"2\""));
    }

    @Test
    void a_signature_is_taken_out_with_nothing_else() throws Exception {
        String signed = feed("") + "<!-- Base64 Signature\nAQID\n\n-->\n";
        assertThat(added(signed)).isEqualTo(added(feed("")));
        refused(() -> added(signed + "<!-- x -->"), "behind");
    }
}
