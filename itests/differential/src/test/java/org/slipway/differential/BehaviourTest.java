package org.slipway.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** Each thing that feeds and users can say, alone. The reference, where it is there, must say the same. */
class BehaviourTest {

    private final InProcess slipway = new InProcess(Distribution.SEEN);
    private final Peer reference = Program.of(Program.REFERENCE, Distribution.SEEN);

    @TestFactory
    Stream<DynamicContainer> behaviour() throws IOException, MalformedXml {
        return chapters()
                .children("chapter")
                .map(chapter -> DynamicContainer.dynamicContainer(
                        chapter.attribute("name").orElseThrow(),
                        chapter.children("case")
                                .map(SmallWorld::new)
                                .map(world -> DynamicTest.dynamicTest(world.name(), () -> check(world)))));
    }

    @Test
    void a_feed_is_registered_for_the_interface_that_it_says_it_is_for() throws IOException {
        String start = "<interface xmlns='" + Element.ZERO_INSTALL + "'";
        String names = "><name>n</name><summary>s</summary>";
        String uri = "http://example.com/prog.xml";
        try (Home home = Home.create().setting("")) {
            String cached = start + " uri='" + uri + "'" + names + "</interface>";
            home.cache(uri, cached.getBytes(StandardCharsets.UTF_8));
            Path local = home.write(
                    "local/feed.xml",
                    start + names + "<feed-for interface='" + uri
                            + "'/><implementation id='.' version='2' main='m'/></interface>");
            assertThat(slipway.addFeed(home, local)).isEmpty();
            Question question = new Question(List.of(), uri);
            Answer answer = slipway.select(home, question);
            assertThat(answer.selections()).isPresent();
            assertTheReferenceAgrees(answer, home, question);
            assertThat(slipway.addFeed(home, local)).contains("already");
        }
    }

    private static Element chapters() throws IOException, MalformedXml {
        try (InputStream cases = BehaviourTest.class.getResourceAsStream("behaviour.xml")) {
            String text = new String(cases.readAllBytes(), StandardCharsets.UTF_8);
            return Xml.read(SmallWorld.spelledOut(text).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void check(SmallWorld world) throws IOException {
        assumeTrue(
                !world.needsPackages() || Files.exists(Path.of("/var/lib/dpkg/status")),
                "skipped: needs Debian's packages (package dpkg)");
        try (Home home = Home.create()) {
            world.write(home);
            Answer answer = slipway.select(home, world.question(home));
            assertThat(world.mistake(answer, home)).isEmpty();
            assertTheReferenceAgrees(answer, home, world.question(home));
        }
    }

    private void assertTheReferenceAgrees(Answer answer, Home home, Question question) throws IOException {
        if (!Files.isExecutable(Path.of(Program.REFERENCE))) return;
        Answer expected = reference.select(home, question);
        assertThat(answer.agreesWith(expected))
                .as(answer.differenceTo(expected))
                .isTrue();
    }
}
