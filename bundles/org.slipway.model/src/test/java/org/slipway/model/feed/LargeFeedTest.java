package org.slipway.model.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.slipway.model.FeedUri;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

/** The largest feeds that are read at all, in a process that has little memory. */
class LargeFeedTest {
    private static final int SIZE = Integer.getInteger("slipway.effort", 1) > 1 ? (int) Xml.LOCAL_LIMIT : 10 << 20;
    /** So many times its own size, and what any process needs. */
    private static final int MEMORY = 15 * (SIZE >> 20) + 32;

    @Test
    void a_feed_as_large_as_is_allowed_does_not_exhaust_the_memory() throws Exception {
        Process reading = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx" + MEMORY + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reading.class.getName(),
                        "" + SIZE)
                .redirectErrorStream(true)
                .start();
        String said = new String(reading.getInputStream().readAllBytes(), UTF_8);
        assertThat(reading.waitFor()).as(said).isZero();
        assertThat(said.lines().reduce((before, last) -> last))
                .hasValueSatisfying(last -> assertThat(Integer.parseInt(last)).isGreaterThan(SIZE / 500));
    }

    /** The process. */
    static final class Reading {
        public static void main(String... size) throws Exception {
            byte[] document = document(Integer.parseInt(size[0]));
            Feed feed = FeedReader.read(new FeedUri.Remote("http://example.com/a.xml"), Xml.read(document));
            System.out.println(feed.implementations().size());
        }

        private static byte[] document(int size) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(size);
            String head = "<interface xmlns='%s' uri='http://example.com/a.xml'><name>a</name>";
            String implementation = """
                    <implementation id='i%1$d' version='1.%1$d' released='2020-01-01' arch='Linux-x86_64'>
                      <manifest-digest sha256new='%2$s'/>
                      <archive href='http://example.com/a%1$d.tgz' size='123' extract='a'/>
                      <requires interface='http://example.com/lib.xml'>
                        <version not-before='1'/><environment name='X' insert='lib'/>
                      </requires>
                    </implementation>
                    """;
            out.writeBytes(head.formatted(Element.ZERO_INSTALL).getBytes(UTF_8));
            for (int i = 0; out.size() < size - 1000; i++)
                out.writeBytes(implementation.formatted(i, "A".repeat(52)).getBytes(UTF_8));
            out.writeBytes("</interface>".getBytes(UTF_8));
            return out.toByteArray();
        }
    }
}
