package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.signature.Fingerprint;
import org.slipway.async.Switch;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.ScriptedQuestion;

class AskingClientsTest {
    private static final Answer YES = new Answer.Trust(Set.of(new Fingerprint("A".repeat(40))));
    private static final Answer NO = new Answer.Refuse();

    private final ManualLoop loop = new ManualLoop();
    private final Switch scope = loop.scope();
    private final AskingClients clients = new AskingClients(loop);
    private final Client first = new Client();
    private final Client second = new Client();

    /** Answers when the test does. */
    private final class Client implements Interaction {
        private final Deferred<Answer> answer = loop.promises().deferred();
        private int times;

        @Override
        public Promise<Answer> confirmKeys(KeyQuestion question, Switch scope) {
            times++;
            return answer.getPromise();
        }
    }

    private Promise<Answer> ask() {
        Promise<Answer> answer = clients.confirmKeys(new ScriptedQuestion(), scope);
        loop.run();
        return answer;
    }

    @Test
    void the_first_answer_counts() {
        clients.join(first);
        clients.join(second);
        Promise<Answer> answer = ask();
        second.answer.resolve(YES);
        first.answer.resolve(NO);
        assertThat(loop.value(answer)).isEqualTo(YES);
    }

    @Test
    void a_silent_client_does_not_keep_one_waiting_that_comes_later() {
        clients.join(first);
        Promise<Answer> answer = ask();
        clients.join(second);
        second.answer.resolve(YES);
        assertThat(loop.value(answer)).isEqualTo(YES);
        assertThat(first.times).isEqualTo(1);
    }

    @Test
    void who_has_gone_has_not_answered() {
        clients.join(first);
        clients.join(second);
        Promise<Answer> answer = ask();
        first.answer.resolve(new Answer.Nobody());
        loop.run();
        assertThat(answer.isDone()).isFalse();
        second.answer.fail(new Complaint("gone, too"));
        assertThat(loop.value(answer)).isEqualTo(NO);
    }

    @Test
    void who_waits_for_nothing_is_not_asked() {
        clients.join(first);
        clients.leave(first);
        assertThat(loop.value(ask())).isEqualTo(NO);
        assertThat(first.times).isZero();
    }

    @Test
    void a_question_that_nobody_answers_is_refused_in_the_end() {
        clients.join(first);
        Promise<Answer> answer = ask();
        loop.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(answer.isDone()).isFalse();
        loop.advance(Duration.ofSeconds(1));
        assertThat(loop.value(answer)).isEqualTo(NO);
    }

    @Test
    void a_question_that_is_withdrawn_is_put_to_nobody_else() {
        clients.join(first);
        Promise<Answer> answer = ask();
        scope.off();
        assertThat(loop.value(answer)).isEqualTo(NO);
        clients.join(second);
        assertThat(second.times).isZero();
    }
}
