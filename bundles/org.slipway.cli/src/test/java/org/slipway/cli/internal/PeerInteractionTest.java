package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.KeyQuestion.Pending;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.async.Switch;
import org.slipway.model.Version;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.ScriptedQuestion;

class PeerInteractionTest {
    private static final Fingerprint FIRST = new Fingerprint("A".repeat(40));
    private static final Fingerprint SECOND = new Fingerprint("B".repeat(40));
    private static final Vote GOOD = new Vote(Vote.Kind.GOOD, "known");

    private final ManualLoop loop = new ManualLoop();
    private final Switch scope = loop.scope();
    private final List<String> asked = new ArrayList<>();
    private final List<String> withdrawn = new ArrayList<>();
    private final Deferred<Object> reply = loop.promises().deferred();
    private final ScriptedQuestion question = new ScriptedQuestion();

    private Promise<Answer> ask() {
        return new PeerInteraction(
                        loop,
                        (operation, arguments) -> {
                            asked.add(operation + JsonText.dense(List.of(arguments)));
                            return reply.getPromise();
                        },
                        withdrawn::add,
                        new Answer.Refuse())
                .confirmKeys(question, scope);
    }

    private Answer replied(Object value) {
        question.with(FIRST, "Alice", Pending.COMPLETE);
        question.with(SECOND, "Bob", Pending.COMPLETE);
        Promise<Answer> answer = ask();
        reply.resolve(value);
        return loop.value(answer);
    }

    @Test
    void the_keys_are_asked_about_with_their_votes_and_those_that_wait_for_them() {
        question.with(
                FIRST,
                "Alice",
                Pending.COMPLETE,
                GOOD,
                new Vote(Vote.Kind.NEUTRAL, "seen"),
                new Vote(Vote.Kind.BAD, "stolen"));
        question.with(SECOND, "Bob", Pending.MORE_MAY_COME, GOOD);
        ask();
        assertThat(asked)
                .containsExactly("confirm-keys[\"https://feeds.example.com/a.xml\",{\"" + FIRST
                        + "\":[[\"good\",\"known\"],[\"bad\",\"stolen\"]],\"" + SECOND + "\":[\"pending\"]}]");
    }

    @Test
    void votes_that_come_later_are_told_once() {
        question.with(FIRST, "Alice", Pending.MORE_MAY_COME);
        ask();
        question.update();
        question.with(FIRST, "Alice", Pending.COMPLETE, GOOD);
        question.update();
        question.update();
        assertThat(asked.subList(1, asked.size()))
                .containsExactly("update-key-info[\"" + FIRST + "\",[[\"good\",\"known\"]]]");
    }

    @Test
    void votes_that_come_too_late_are_not_told() {
        question.with(FIRST, "Alice", Pending.MORE_MAY_COME);
        ask();
        loop.value(scope.off());
        question.with(FIRST, "Alice", Pending.COMPLETE, GOOD);
        question.update();
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_question_that_nobody_waits_for_any_more_is_withdrawn() {
        question.with(FIRST, "Alice", Pending.COMPLETE);
        ask();
        assertThat(withdrawn).isEmpty();
        loop.value(scope.off());
        assertThat(withdrawn).containsExactly(question.feed().text());
    }

    /** What a program hears that speaks a version. */
    private String heard(String version) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, UTF_8);
        Peer peer = new Peer(loop, InputStream.nullInputStream(), new Console(print, print, false));
        Switch waiting = loop.scope();
        PeerInteraction.with(peer, Version.of(version), loop, new Answer.Refuse())
                .confirmKeys(question, waiting);
        loop.value(waiting.off());
        return out.toString(UTF_8);
    }

    @Test
    void only_a_program_that_knows_the_word_hears_of_a_withdrawal() {
        question.with(FIRST, "Alice", Pending.COMPLETE);
        assertThat(heard("3"))
                .contains(
                        "confirm-keys",
                        "\"withdraw-keys\",[\"" + question.feed().text() + "\"]");
        assertThat(heard("2.6")).contains("confirm-keys").doesNotContain("withdraw");
        assertThat(heard("2.7")).contains("confirm-keys").doesNotContain("withdraw");
    }

    @Test
    void an_answered_question_is_not_withdrawn() {
        replied(List.of(SECOND.text()));
        loop.value(scope.off());
        assertThat(withdrawn).isEmpty();
    }

    @Test
    void the_keys_that_come_back_are_trusted() {
        assertThat(replied(List.of(SECOND.text()))).isEqualTo(new Answer.Trust(Set.of(SECOND)));
    }

    @Test
    void none_is_trusted_that_was_not_asked_about() {
        assertThat(replied(List.of("C".repeat(40)))).isEqualTo(new Answer.Refuse());
    }

    @Test
    void an_answer_that_makes_no_sense_is_a_no() {
        assertThat(replied("yes")).isEqualTo(new Answer.Refuse());
    }

    @Test
    void a_program_that_cannot_answer_means_no() {
        question.with(FIRST, "Alice", Pending.COMPLETE);
        Promise<Answer> answer = ask();
        reply.fail(new Complaint("no such operation"));
        assertThat(loop.value(answer)).isEqualTo(new Answer.Refuse());
    }
}
