package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.interaction.KeyQuestion.Pending;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.async.Switch;

/** What everybody does who asks the user, whether in a terminal, a window or a chat. */
public abstract class InteractionContract {
    private static final Fingerprint KEY = ScriptedQuestion.KEY;

    protected final ManualLoop loop = new ManualLoop();
    private final ScriptedQuestion question = new ScriptedQuestion().with(KEY, "Eve \u001b[2J");

    public enum Reply {
        TRUST,
        REFUSE,
        /** The user looks at the question and says nothing. */
        SILENCE
    }

    /** One whose user will say this. */
    protected abstract Interaction interaction(ManualLoop loop, Reply reply) throws Exception;

    /** All that the user has been shown. */
    protected abstract String shown() throws Exception;

    /** Whether the user is told whose the key is; another program that asks in our place may have to find out by itself. */
    protected boolean namesOwners() {
        return true;
    }

    /** Lets the time pass in which the user replies. */
    protected abstract void wait(ManualLoop loop);

    private Promise<Answer> ask(Reply reply, Switch scope) throws Exception {
        Promise<Answer> answer = interaction(loop, reply).confirmKeys(question, scope);
        wait(loop);
        return answer;
    }

    @Test
    void the_user_sees_what_is_asked() throws Exception {
        ask(Reply.SILENCE, loop.scope());

        assertThat(shown().replace(" ", ""))
                .contains(question.feed().text(), question.domain().text(), KEY.text())
                .doesNotContain("\u001b");
        if (namesOwners()) assertThat(shown()).contains("Eve");
    }

    @Test
    void only_what_was_asked_about_is_trusted() throws Exception {
        assertThat(loop.value(ask(Reply.TRUST, loop.scope()))).isEqualTo(new Answer.Trust(Set.of(KEY)));
    }

    @Test
    void no_is_no() throws Exception {
        assertThat(loop.value(ask(Reply.REFUSE, loop.scope()))).isEqualTo(new Answer.Refuse());
    }

    @Test
    void silence_is_not_consent() throws Exception {
        Promise<Answer> answer = ask(Reply.SILENCE, loop.scope());

        assertThat(answer.isDone() ? loop.value(answer) : new Answer.Nobody()).isEqualTo(new Answer.Nobody());
    }

    @Test
    void what_becomes_known_meanwhile_is_shown() throws Exception {
        Promise<Answer> answer = ask(Reply.SILENCE, loop.scope());
        Vote bad = new Vote(Vote.Kind.BAD, "stolen last year");
        question.with(KEY, "Eve", bad).update();
        question.with(KEY, "Eve", Pending.COMPLETE, bad).update();
        wait(loop);

        if (!answer.isDone()) assertThat(shown()).contains("stolen last year");
    }

    @Test
    void a_question_that_is_withdrawn_ends() throws Exception {
        Switch scope = loop.scope();
        Promise<Answer> answer = ask(Reply.SILENCE, scope);
        scope.off();
        wait(loop);

        assertThat(answer.isDone()).isTrue();
    }
}
