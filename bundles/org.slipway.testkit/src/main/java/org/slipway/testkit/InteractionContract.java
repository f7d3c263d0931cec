package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.Keyring;
import org.slipway.api.trust.TrustDomain;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** What everybody does who asks the user, whether in a terminal, a window or a chat. */
public abstract class InteractionContract {
    private static final Fingerprint KEY = new Fingerprint("A".repeat(40));

    protected final ManualLoop loop = new ManualLoop();
    private final Scripted question = new Scripted();

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

    /** Lets the time pass in which the user replies. */
    protected abstract void wait(ManualLoop loop);

    private static final class Scripted implements KeyQuestion {
        private final List<Vote> votes = new ArrayList<>();
        private final List<Runnable> listeners = new ArrayList<>();

        @Override
        public FeedUri.Remote feed() {
            return new FeedUri.Remote("https://feeds.example.com/a.xml");
        }

        @Override
        public TrustDomain domain() {
            return new TrustDomain("feeds.example.com");
        }

        @Override
        public List<Fingerprint> trustedBefore() {
            return List.of();
        }

        @Override
        public List<Key> keys() {
            return List.of(new Key(
                    new Keyring.Description(KEY, List.of("Eve \u001b[2J"), Instant.EPOCH, "RSA-2048"),
                    new Past(Optional.empty(), List.of(), List.of()),
                    List.of(),
                    List.copyOf(votes),
                    Pending.MORE_MAY_COME));
        }

        @Override
        public void onUpdate(Runnable listener) {
            listeners.add(listener);
        }
    }

    private Promise<Answer> ask(Reply reply, Switch scope) throws Exception {
        Promise<Answer> answer = interaction(loop, reply).confirmKeys(question, scope);
        wait(loop);
        return answer;
    }

    @Test
    void the_user_sees_what_is_asked() throws Exception {
        ask(Reply.SILENCE, loop.scope());

        assertThat(shown().replace(" ", ""))
                .contains(question.feed().text(), question.domain().text(), KEY.text(), "Eve")
                .doesNotContain("\u001b");
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
        question.votes.add(new Vote(Vote.Kind.BAD, "stolen last year"));
        question.listeners.forEach(Runnable::run);
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
