package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.model.xml.Element;

class FeedCheckTest {
    private static final String DIGEST = "<manifest-digest sha256new='" + "A".repeat(52) + "'/>";
    private static final String ARCHIVE = "<archive href='https://example.com/a.zip' size='5'/>";
    private static final String PUBLISHED = "uri='https://example.com/a.xml'";

    @TempDir
    Path temp;

    /** Everything but the root stands from line 3 on. */
    private List<String> findings(String attributes, String content) throws Exception {
        String document = "<?xml version='1.0'?>\n<interface xmlns='" + Element.ZERO_INSTALL + "' " + attributes
                + "><name>a</name><summary>b</summary>\n" + content + "\n</interface>\n";
        return of(document);
    }

    private List<String> of(String document) throws Exception {
        FeedDocument feed = FeedDocument.of(document.getBytes(UTF_8));
        return new FeedCheck(
                        temp.resolve("a.xml"), feed, LocalDate.of(2026, 1, 31), (name, type) -> name.endsWith(".zip"))
                .findings().stream().map(finding -> finding.line("f")).toList();
    }

    private List<String> published(String content) throws Exception {
        return findings(PUBLISHED, content);
    }

    private static String implementation(String attributes, String content) {
        return "<implementation id='1' version='1' " + attributes + ">" + content + "</implementation>";
    }

    private List<String> attribute(String attributes) throws Exception {
        return published(implementation(attributes, DIGEST + ARCHIVE));
    }

    private List<String> archive(String attributes) throws Exception {
        return published(implementation("", DIGEST + "<archive " + attributes + "/>"));
    }

    @Test
    void a_feed_that_is_in_order_is_left_alone() throws Exception {
        assertThat(published("<homepage>https://example.com/</homepage><icon href='https://example.com/a.png'/>"
                        + "<group license='MIT' arch='Linux-x86_64'><command name='run' path='bin/a'><arg>x</arg>"
                        + "<runner interface='https://example.com/python.xml' version='3..'><for-each item-from='X'>"
                        + "<arg>${item}</arg></for-each></runner></command><requires interface='https://example.com/b"
                        + ".xml'><version not-before='1'/><environment name='B' insert=''/><binding x='y'><z/>"
                        + "</binding></requires><implementation id='1' version='1.0-rc1' released='2026-01-30'"
                        + " stability='stable' langs='de'>" + DIGEST + "<recipe>" + ARCHIVE
                        + "<rename source='a' dest='b'/></recipe></implementation>"
                        + "<package-implementation package='a' distributions='Debian' main='/usr/bin/a'/></group>"))
                .isEmpty();
    }

    @Test
    void what_is_not_of_the_specification_is_named_with_its_line_and_what_was_meant() throws Exception {
        assertThat(published("<homepag/>\n<group lisence='MIT'/>"))
                .containsExactly(
                        "f:3: warning: <homepag> is no element of the specification, and is ignored: did you mean"
                                + " 'homepage'?",
                        "f:4: warning: 'lisence' is no attribute of <group>, and is ignored: did you mean 'license'?");
        assertThat(published("<archive/>")).singleElement().asString().contains("has no meaning here");
        assertThat(published("<x xmlns=''/>")).singleElement().asString().contains("no namespace");
    }

    @Test
    void what_is_of_others_is_theirs() throws Exception {
        assertThat(published("<x xmlns='urn:x' y='z'><name/></x><group z:a='b' xmlns:z='urn:z'/>"))
                .isEmpty();
        assertThat(published("<from-the-future if-0install-version='99..'/>")).isEmpty();
    }

    @Test
    void it_must_be_a_feed() throws Exception {
        assertThat(of("<interface/>"))
                .singleElement()
                .asString()
                .startsWith("f:1: error: The root must be <interface>");
        assertThat(of("<feed xmlns='" + Element.ZERO_INSTALL + "'><name/></feed>"))
                .containsExactly(
                        "f:1: error: It has no <name>, or an empty one",
                        "f:1: warning: It has no <summary>, by which people know what it is");
    }

    @Test
    void a_published_feed_begins_with_a_declaration_and_has_a_uri_with_a_host_and_a_path() throws Exception {
        assertThat(of("<interface xmlns='" + Element.ZERO_INSTALL + "' " + PUBLISHED
                        + "><name>a</name><summary>b</summary></interface>"))
                .singleElement()
                .asString()
                .contains("error", "<?xml version");
        assertThat(findings("uri='example.com/a.xml'", "")).isNotEmpty().allMatch(line -> line.contains("error"));
        assertThat(findings("uri='https://u@example.com/a.xml'", ""))
                .singleElement()
                .asString()
                .contains("error");
    }

    @Test
    void what_an_element_needs_is_missed() throws Exception {
        assertThat(published("<requires/>")).contains("f:3: error: <requires> lacks the attribute 'interface'");
        assertThat(published("<group>" + implementation("", DIGEST + "<archive/>") + "</group>"))
                .contains("f:3: error: <archive> lacks the attribute 'href'");
        assertThat(published("<group><environment name='A'/></group>"))
                .contains("f:3: error: <environment> needs either 'insert' or 'value'");
    }

    @Test
    void versions_are_those_that_can_be_compared() throws Exception {
        assertThat(published("<implementation id='1' version='1.x'>" + DIGEST + ARCHIVE + "</implementation>"))
                .singleElement()
                .asString()
                .startsWith("f:3: error: '1.x' is not a version");
        assertThat(published("<implementation id='1'>" + DIGEST + ARCHIVE + "</implementation>"))
                .containsExactly("f:3: error: It has no version");
        assertThat(published("<group version='1'>\n<implementation id='1' version-modifier='-y'>" + DIGEST + ARCHIVE
                        + "</implementation></group>"))
                .anyMatch(line -> line.startsWith("f:4: error: '1-y'"));
        assertThat(published("<requires interface='https://example.com/b.xml' version='1..x'><version before='y'/>"
                        + "</requires>"))
                .hasSize(2);
        assertThat(published("<name if-0install-version='x'/>")).isNotEmpty();
    }

    @Test
    void values_are_those_of_the_specification() throws Exception {
        assertThat(attribute("released='30.1.2026'"))
                .containsExactly("f:3: error: 'released' is '30.1.2026', and must be a day, such as 2026-01-31");
        assertThat(attribute("released='2026-02-30'")).hasSize(1);
        assertThat(attribute("released='2027-01-01'"))
                .containsExactly("f:3: warning: 'released' is 2027-01-01, which is in the future");
        assertThat(attribute("stability='Stable'")).singleElement().asString().contains("error", "testing");
        assertThat(attribute("arch='Linux'")).singleElement().asString().contains("error", "OS-CPU");
        assertThat(attribute("arch='linux-x86-64'")).hasSize(2).allMatch(line -> line.contains("warning"));
    }

    @Test
    void a_digest_is_there_and_is_one() throws Exception {
        assertThat(published(implementation("", ARCHIVE)))
                .singleElement()
                .asString()
                .contains("no digest");
        assertThat(published(implementation("", "<manifest-digest sha256='../../x'/>" + ARCHIVE)))
                .contains("f:3: error: '../../x' is no sha256 digest");
        assertThat(published("<implementation id='sha1=x' version='1'>" + DIGEST + ARCHIVE + "</implementation>"))
                .containsExactly("f:3: error: The id 'sha1=x' is no digest, though it looks like one");
        assertThat(published("<implementation id='sha1new=" + "0".repeat(40) + "' version='1'>" + ARCHIVE
                        + "</implementation>"))
                .singleElement()
                .asString()
                .contains("warning", "SHA-1");
    }

    @Test
    void there_is_a_way_to_get_it() throws Exception {
        assertThat(published(implementation("", DIGEST)))
                .singleElement()
                .asString()
                .contains("<recipe>");
        assertThat(archive("href='https://example.com/a.zip' size='-1'"))
                .singleElement()
                .asString()
                .contains("bytes");
        assertThat(archive("href='a.zip' size='1'")).singleElement().asString().contains("published feed");
        assertThat(archive("href='file:///a.zip' size='1'"))
                .singleElement()
                .asString()
                .contains("https://HOST/");
        assertThat(archive("href='https://example.com/a b.zip' size='1'"))
                .singleElement()
                .asString()
                .contains("URI");
        assertThat(archive("href='https://example.com/a' size='1'"))
                .singleElement()
                .asString()
                .contains("'type'");
        assertThat(archive("href='https://example.com/a.zip' size='1' dest='a/../../b'"))
                .singleElement()
                .asString()
                .contains("error", "lead out");
        assertThat(archive("href='https://example.com/a.zip' size='1' extract='a/b'"))
                .singleElement()
                .asString()
                .contains("warning");
        assertThat(archive("href='https://example.com/a.zip' size='1' extract='..'"))
                .singleElement()
                .asString()
                .contains("error");
    }

    @Test
    void an_id_is_given_once() throws Exception {
        String one = implementation("", DIGEST + ARCHIVE);
        assertThat(published(one + "\n" + one))
                .containsExactly("f:4: error: The id '1' is that of the implementation in line 3, too");
    }

    @Test
    void what_a_local_feed_names_is_there() throws Exception {
        Files.createDirectories(temp.resolve("here/bin"));
        Files.writeString(temp.resolve("here/bin/a"), "");
        Files.writeString(temp.resolve("a.zip"), "12345");
        String local = "<group><command name='run' path='bin/a'/>\n<implementation id='%s' version='1'%s>%s"
                + "</implementation></group>";
        assertThat(findings("", local.formatted(".", " local-path='here'", ""))).isEmpty();
        assertThat(findings("", local.formatted("./here", "", ""))).isEmpty();
        assertThat(findings("", local.formatted("./here", " main='bin/b'", "")))
                .singleElement()
                .asString()
                .startsWith("f:4: error: The command 'run' is 'bin/b'");
        assertThat(findings("", local.formatted("./gone", "", "")))
                .containsExactly("f:4: error: There is no directory '" + temp.resolve("gone") + "'");
        assertThat(findings("", local.formatted("x", "", DIGEST + "<archive href='a.zip' size='5'/>")))
                .isEmpty();
        assertThat(findings("", local.formatted("x", "", DIGEST + "<archive href='a.zip' size='6'/>")))
                .containsExactly("f:4: error: 'size' is 6, but 'a.zip' has 5");
        assertThat(findings("", local.formatted("x", "", DIGEST + "<archive href='b.zip' size='6'/>")))
                .containsExactly("f:4: error: There is no file 'b.zip' beside this feed");
    }

    @Test
    void what_is_local_has_no_place_in_a_published_feed() throws Exception {
        assertThat(attribute("local-path='here'"))
                .contains("f:3: error: 'local-path' is for local feeds, and this one has a 'uri'");
        assertThat(published("<requires interface='b.xml'/>"))
                .singleElement()
                .asString()
                .contains("https://");
        assertThat(findings("", "<requires interface='b.xml'/>")).isEmpty();
    }

    @Test
    void what_only_the_reader_of_feeds_finds_is_told_too() throws Exception {
        assertThat(published("<replaced-by interface='https://example.com/b.xml'/>"
                        + "<replaced-by interface='https://example.com/c.xml'/>"))
                .containsExactly("f:2: error: The feed has more than one <replaced-by>");
    }

    @Test
    void a_finding_has_one_line_whatever_it_says() {
        assertThat(new Finding(Finding.Severity.ERROR, 0, "Cannot get it:\n  a\n  b").line("f"))
                .isEqualTo("f: error: Cannot get it: a; b");
    }
}
