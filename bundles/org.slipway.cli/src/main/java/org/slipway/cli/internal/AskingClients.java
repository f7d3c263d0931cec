package org.slipway.cli.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.interaction.KeyQuestion;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/**
 * Asks the clients that wait for something. Trust is the user's, not a client's, and several may need the same key: so all of
 * them are asked, and the first answer counts. One that is silent keeps no other waiting: that one is asked as well. On the
 * loop.
 */
final class AskingClients implements Interaction {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Loop loop;
    private final Set<Interaction> waiting = new LinkedHashSet<>();
    private final Set<Asking> open = new LinkedHashSet<>();

    AskingClients(Loop loop) {
        this.loop = loop;
    }

    /** It waits for something from now on, and can be asked. */
    void join(Interaction client) {
        waiting.add(client);
        for (Asking asking : List.copyOf(open)) asking.ask(client);
    }

    void leave(Interaction client) {
        waiting.remove(client);
    }

    /** Never {@code Nobody}: there is no terminal here to ask instead. */
    @Override
    public Promise<Answer> confirmKeys(KeyQuestion question, Switch scope) {
        Asking asking = new Asking(question, scope.child());
        open.add(asking);
        loop.after(PATIENCE, asking::refuse, asking.scope);
        asking.scope.onOff(asking::refuse);
        List.copyOf(waiting).forEach(asking::ask);
        asking.refuseIfUnheard();
        return asking.answer.getPromise();
    }

    private final class Asking {
        private final KeyQuestion question;
        private final Switch scope;
        private final Deferred<Answer> answer = loop.promises().deferred();
        private final Set<Interaction> asked = new HashSet<>();
        private int thinking;

        Asking(KeyQuestion question, Switch scope) {
            this.question = question;
            this.scope = scope;
        }

        void ask(Interaction client) {
            if (!asked.add(client)) return;
            thinking++;
            client.confirmKeys(question, scope)
                    .recover(gone -> new Answer.Nobody())
                    .onSuccess(given -> {
                        thinking--;
                        if (given instanceof Answer.Nobody) refuseIfUnheard();
                        else end(given);
                    });
        }

        private void refuseIfUnheard() {
            if (thinking == 0) refuse();
        }

        private void refuse() {
            end(new Answer.Refuse());
        }

        private void end(Answer given) {
            if (!open.remove(this)) return;
            answer.resolve(given);
            scope.off();
        }
    }
}
