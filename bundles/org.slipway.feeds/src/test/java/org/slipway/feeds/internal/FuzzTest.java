package org.slipway.feeds.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Lock;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.Fuzz;

/** Feeds and selections that are changed at random are read, or refused with a reason. */
class FuzzTest {
    private static final int MUTATIONS = 1000 * Integer.getInteger("slipway.effort", 1);
    private static final FeedUri.Remote URI = new FeedUri.Remote("http://example.com/a.xml");
    private static final String NAMESPACE = "xmlns='http://zero-install.sourceforge.net/2004/injector/interface'";
    private static final String DIGEST = "sha256new_" + "A".repeat(52);
    private static final List<String> WORDS = List.of(
            "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
            "<!ENTITY b '&c;&c;'>",
            "&b;",
            "<group>",
            "</group>",
            "version='",
            "9".repeat(40),
            "-1",
            "../../",
            "file:///etc/passwd",
            "<xi:include href='/etc/passwd'/>",
            " id='x' id='x' ",
            "xmlns:a='b'",
            "<![CDATA[",
            "]]>",
            "&#0;",
            "&#x10ffff;",
            "\0",
            "\u00ff\u00fe",
            "\u00c3\u0028",
            "-->",
            "<a>".repeat(300),
            "a='b' ".repeat(300));

    private static final String FEED = """
            <?xml version="1.0"?>
            <interface %s uri="http://example.com/a.xml" min-injector-version="0.40">
              <name>A</name><summary>a</summary><description>text</description>
              <category type="x">Utility</category><icon href="http://example.com/i.png" type="image/png"/>
              <feed src="http://example.com/b.xml" arch="Linux-*" langs="en de"/>
              <feed-for interface="http://example.com/c.xml"/>
              <replaced-by interface="http://example.com/d.xml"/>
              <group license="x" arch="Linux-x86_64" main="run" self-test="t">
                <requires interface="http://example.com/e.xml" importance="recommended" version="1..!2" os="Linux">
                  <version not-before="1" before="2"/>
                  <environment name="PATH" insert="bin" mode="prepend" separator=":" default="/"/>
                  <executable-in-var name="E" command="c"/><executable-in-path name="f"/>
                </requires>
                <restricts interface="http://example.com/f.xml"/>
                <command name="run" path="bin/a"><arg>$A</arg><for-each item-from="B"><arg>${item}</arg></for-each>
                  <runner interface="http://example.com/g.xml" command="x"><arg>-c</arg></runner>
                  <working-dir src="."/></command>
                <implementation id="sha1=0123456789012345678901234567890123456789" version="1.0-pre1" released="2020-01-01" stability="stable" langs="en">
                  <manifest-digest sha256new="%s"/>
                  <archive href="http://example.com/a.tgz" size="123" extract="a" start-offset="1" type="application/x-compressed-tar" dest="d"/>
                  <file href="f" size="1" dest="g" executable="true"/>
                  <recipe><archive href="a.zip" size="1"/><rename source="a" dest="b"/><remove path="c"/><copy-from id="x" source="a"/></recipe>
                </implementation>
                <package-implementation package="a" distributions="Debian"/>
              </group>
              <entry-point command="run" binary-name="a"/>
            </interface>
            """.formatted(NAMESPACE, DIGEST.substring(10));

    private static final String SELECTIONS = """
            <?xml version="1.0"?>
            <selections %s interface="http://example.com/a.xml" command="run">
              <selection id="%s" version="1" interface="http://example.com/a.xml" from-feed="http://example.com/a.xml">
                <manifest-digest sha256new="%s"/><command name="run" path="a"/>
                <archive href="http://example.com/a.tgz" size="1"/><requires interface="http://example.com/e.xml"/>
              </selection>
              <selection id="package:deb:x:1" version="1" interface="http://example.com/e.xml" package="x"/>
            </selections>
            """.formatted(NAMESPACE, DIGEST, DIGEST.substring(10));

    private static final String LOCK =
            """
            <?xml version="1.0"?>
            <selections %s interface="http://example.com/a.xml" command="run">
              <selection id="%s" version="1" interface="http://example.com/a.xml">
                <manifest-digest sha256new="%s"/><command name="run" path="a"/>
              </selection>
              <selection id="/opt/x" local-path="/opt/x" version="1" interface="http://example.com/e.xml"/>
              <lock xmlns="urn:slipway:lock:1" xmlns:z="http://zero-install.sourceforge.net/2004/injector/interface">
                <feed uri="http://example.com/a.xml" sha256="00ff" signed-by="0123 4567">
                  <z:implementation id="%s" version="1"><z:manifest-digest sha256new="%s"/>
                    <z:archive href="http://example.com/a.tgz" size="1" extract="a"/>
                    <z:recipe><z:file href="http://example.com/f" size="1" dest="g"/><z:copy-from id="x"/></z:recipe>
                  </z:implementation>
                </feed>
              </lock>
            </selections>
            """.formatted(NAMESPACE, DIGEST, DIGEST.substring(10), DIGEST, DIGEST.substring(10));

    @Test
    void a_changed_feed_is_read_or_refused() {
        new Fuzz(List.of(FEED.getBytes(UTF_8)), WORDS).run(2 * MUTATIONS, document -> {
            try {
                Documents.remote(URI, document);
            } catch (MalformedXml | MalformedFeed | Documents.WrongUri expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    void changed_selections_are_read_or_refused() {
        new Fuzz(List.of(SELECTIONS.getBytes(UTF_8)), WORDS).run(MUTATIONS, document -> {
            try {
                SelectionsReader.read(Xml.read(document));
            } catch (MalformedXml | MalformedFeed expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    void a_changed_lock_is_read_or_refused() {
        new Fuzz(List.of(LOCK.getBytes(UTF_8)), WORDS).run(MUTATIONS, document -> {
            try {
                Lock.read(Xml.read(document));
            } catch (MalformedXml | MalformedFeed expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    void the_samples_are_in_order() throws Exception {
        assertThat(Documents.remote(URI, FEED.getBytes(UTF_8)).implementations())
                .isNotEmpty();
        SelectionsReader.read(Xml.read(SELECTIONS.getBytes(UTF_8)));
        assertThat(Lock.read(Xml.read(LOCK.getBytes(UTF_8))).feeds()).hasSize(1);
    }
}
