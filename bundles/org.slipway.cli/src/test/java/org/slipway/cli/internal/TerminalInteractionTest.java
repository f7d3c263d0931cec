package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;
import org.slipway.async.Switch;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.ScriptedQuestion;

/** The terminal is two files: what was typed beforehand, and what is said. */
class TerminalInteractionTest {
    private static final Fingerprint FIRST = new Fingerprint("A".repeat(40));
    private static final Fingerprint SECOND = new Fingerprint("B".repeat(40));

    @TempDir
    Path home;

    private final ManualLoop loop = new ManualLoop();
    private final Switch scope = loop.scope();
    private final GivenTrust given = new GivenTrust();
    private final ScriptedQuestion question = new ScriptedQuestion();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
    private final Console console = new Console(silent(), new PrintStream(progress, true, UTF_8), true);

    private Promise<Answer> ask(String typed) throws Exception {
        Path keyboard = Files.writeString(home.resolve("keyboard"), typed);
        return new TerminalInteraction(
                        loop, console, TerminalOfFiles.device(console, keyboard, home.resolve("screen")), given)
                .confirmKeys(question, scope);
    }

    private static PrintStream silent() {
        return new PrintStream(new ByteArrayOutputStream(), false, UTF_8);
    }

    private String said() throws Exception {
        return Files.readString(home.resolve("screen"));
    }

    @Test
    void yes_trusts_the_key_and_the_person_has_seen_whose_it_is() throws Exception {
        question.with(FIRST, "Eve \u001b[2J", new Vote(Vote.Kind.BAD, "stolen"));
        assertThat(loop.value(ask("maybe\nyes\n"))).isEqualTo(new Answer.Trust(Set.of(FIRST)));
        assertThat(said())
                .contains(
                        "https://feeds.example.com/a.xml",
                        "AAAA AAAA AAAA AAAA AAAA  AAAA",
                        "Eve \\u{1b}[2J",
                        "Weak: SHA-1",
                        "BAD: stolen")
                .contains("RSA-2048, made on 1970-01-01", "Never seen before to sign for 'feeds.example.com'")
                .contains("If you do not, nothing of this feed is used")
                .contains("Trust this key for 'feeds.example.com' [y], for all domains [all], or not [N]?")
                .doesNotContain("Beware");
    }

    @Test
    void progress_does_not_write_over_what_is_typed() throws Exception {
        question.with(FIRST, "Eve");
        Promise<Answer> answer = ask("y\n");
        console.show("downloading");
        assertThat(progress.size()).isZero();
        loop.value(answer);
        console.show("downloading");
        assertThat(progress.toString(UTF_8)).contains("downloading");
    }

    @Test
    void no_refuses() throws Exception {
        question.with(FIRST, "Eve");
        assertThat(loop.value(ask("N\n"))).isEqualTo(new Answer.Refuse());
    }

    @Test
    void enter_alone_means_no() throws Exception {
        question.with(FIRST, "Eve");
        assertThat(loop.value(ask("\n"))).isEqualTo(new Answer.Refuse());
    }

    @Test
    void all_is_for_all_domains_and_has_to_be_written_out() throws Exception {
        question.with(FIRST, "Eve");
        assertThat(loop.value(ask("a\nall\n"))).isEqualTo(new Answer.Trust(Set.of(FIRST), Answer.Reach.EVERYWHERE));
    }

    @Test
    void the_person_sees_what_the_key_has_done_before_and_that_it_is_another() throws Exception {
        question.after(
                new KeyQuestion.Past(
                        Optional.of(Instant.parse("2024-05-01T00:00:00Z")),
                        List.of(new TrustDomain("b.example.com")),
                        List.of(TrustDomain.ALL)),
                SECOND);
        question.with(FIRST, "Eve");
        ask("n\n");
        assertThat(said())
                .contains("First seen to sign for 'feeds.example.com' on 2024-05-01")
                .contains("Seen to sign for b.example.com", "You trust it for all domains")
                .contains("Beware: until now you have trusted another key for 'feeds.example.com'", "BBBB BBBB");
    }

    @Test
    void a_key_of_the_command_line_needs_no_answer_and_no_terminal() throws Exception {
        given.give(Set.of(SECOND, GivenTrust.key("cccc ".repeat(10))));
        question.with(FIRST, "Alice");
        assertThat(loop.value(ask(""))).isEqualTo(new Answer.Nobody());
        question.with(SECOND, "Bob");
        assertThat(loop.value(ask(""))).isEqualTo(new Answer.Trust(Set.of(SECOND)));
    }

    @Test
    void one_of_several_keys_can_be_chosen() throws Exception {
        question.with(FIRST, "Alice");
        question.with(SECOND, "Bob");
        assertThat(loop.value(ask("2\n"))).isEqualTo(new Answer.Trust(Set.of(SECOND)));
    }

    @Test
    void nobody_answers_at_the_end_of_input_or_without_a_terminal() throws Exception {
        question.with(FIRST, "Eve");
        assertThat(loop.value(ask(""))).isEqualTo(new Answer.Nobody());
        Console console = new Console(silent(), silent(), false);
        TerminalDevice none = TerminalOfFiles.device(console, home.resolve("none"), home.resolve("screen"));
        assertThat(loop.value(new TerminalInteraction(loop, console, none, given).confirmKeys(question, scope)))
                .isEqualTo(new Answer.Nobody());
    }

    @Test
    void votes_that_come_late_are_added_to_the_question() throws Exception {
        question.with(FIRST, "Eve");
        Promise<Answer> answer = ask("y\n");
        question.with(FIRST, "Eve", new Vote(Vote.Kind.GOOD, "known for years"));
        question.update();
        assertThat(said()).contains("- known for years");
        assertThat(loop.value(answer)).isEqualTo(new Answer.Trust(Set.of(FIRST)));
    }
}
