package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.ScriptedDownloads;
import org.slipway.testkit.TestSettings;

class SearchCommandTest {
    private static final String QUESTION = "http://mirror.example/search/?q=a%20b%2Fc";

    @TempDir
    Path temp;

    private final ManualLoop loop = new ManualLoop();
    private final TestSettings settings = new TestSettings();
    private final ScriptedDownloads downloads = new ScriptedDownloads(loop);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Console console =
            new Console(new PrintStream(out, true, UTF_8), new PrintStream(out, true, UTF_8), false);

    @BeforeEach
    void there_is_a_mirror() {
        settings.mirror = Optional.of(URI.create("http://mirror.example"));
    }

    private Promise<Integer> search(String... words) throws Complaint {
        MirrorSearch mirror = new MirrorSearch(
                loop, settings, () -> downloads, () -> scope -> loop.promises().resolved(temp.resolve("answer")));
        List<String> typed = new ArrayList<>(List.of("search"));
        typed.addAll(List.of(words));
        Arguments arguments = Arguments.parse(typed);
        Promise<Integer> status = new SearchCommand(mirror, console)
                .run(new Command.Invocation(arguments, arguments.words().subList(1, typed.size())), loop.scope());
        loop.run();
        return status;
    }

    private String answered(String document) throws Exception {
        Promise<Integer> status = search("a", "b/c");
        downloads.serves(QUESTION, document.getBytes(UTF_8));
        loop.run();
        if (status.getFailure() != null) return status.getFailure().getMessage();
        assertThat(status.getValue()).isZero();
        return out.toString(UTF_8);
    }

    @Test
    void each_program_has_two_lines() throws Exception {
        assertThat(answered("<results><result uri='http://example.com/x.xml' name='x' score='87'>"
                        + "<summary>does\nx</summary></result><ignored/>"
                        + "<result uri='http://example.com/y.xml' name='y' score='3'/></results>"))
                .isEqualTo(
                        "http://example.com/x.xml\n  x - does\\u{a}x [87%]\n\nhttp://example.com/y.xml\n  y -  [3%]\n");
    }

    @Test
    void nothing_is_found() throws Exception {
        assertThat(answered("<results/>")).isEmpty();
    }

    @Test
    void an_answer_that_makes_no_sense_is_blamed_on_the_mirror() throws Exception {
        assertThat(answered("<html/>")).contains(QUESTION, "<html>", "mirror");
        assertThat(answered("no XML")).contains(QUESTION, "makes no sense");
    }

    @Test
    void a_mirror_that_does_not_answer_is_named() throws Exception {
        Promise<Integer> status = search("a", "b/c");
        downloads.fails(QUESTION, NetworkProblem.Kind.CONNECTION_REFUSED);
        loop.run();
        assertThat(status.getFailure()).isInstanceOf(Complaint.class).hasMessageContaining("mirror.example");
    }

    @Test
    void without_a_mirror_there_is_no_search() {
        settings.mirror = Optional.empty();
        assertThatThrownBy(() -> search("x")).isInstanceOf(Complaint.class).hasMessageContaining("mirror");
    }
}
