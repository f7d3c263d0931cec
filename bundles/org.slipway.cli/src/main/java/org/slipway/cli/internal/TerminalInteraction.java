package org.slipway.cli.internal;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.interaction.KeyQuestion.Key;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Asks on the terminal. What becomes known meanwhile is added below the question, which is then put again. */
@Component
public final class TerminalInteraction implements Interaction {
    private final Loop loop;
    private final Console console;
    private final TerminalDevice terminal;
    private final GivenTrust givenTrust;
    private Promise<Optional<String>> typing;

    @Activate
    public TerminalInteraction(
            @Reference Loop loop,
            @Reference Console console,
            @Reference TerminalDevice terminal,
            @Reference GivenTrust givenTrust) {
        this.loop = loop;
        this.console = console;
        this.terminal = terminal;
        this.givenTrust = givenTrust;
    }

    @Override
    public Promise<Answer> confirmKeys(KeyQuestion question, Switch scope) {
        Optional<Answer> given = givenTrust.answer(question);
        if (given.isPresent()) return loop.promises().resolved(given.get());
        if (!terminal.isThere()) return loop.promises().resolved(new Answer.Nobody());
        return new Asking(question, scope).ask();
    }

    /** The line that is being typed. One that a withdrawn question was waiting for answers the next one. */
    private Promise<Optional<String>> line() {
        if (typing == null) {
            typing = loop.offLoop(terminal::readLine);
            typing.onResolve(() -> typing = null);
        }
        return typing;
    }

    private final class Asking {
        private final KeyQuestion question;
        private final Switch scope;
        private final Deferred<Answer> answer = loop.promises().deferred();
        private final Set<String> said = new HashSet<>();
        private boolean open = true;

        Asking(KeyQuestion question, Switch scope) {
            this.question = question;
            this.scope = scope;
        }

        Promise<Answer> ask() {
            console.beginQuestion();
            introduce();
            tell();
            question.onUpdate(this::update);
            scope.onOff(this::withdraw);
            prompt();
            read();
            return answer.getPromise();
        }

        private void introduce() {
            console.message().ifPresent(terminal::say);
            KeyText.of(question).forEach(line -> terminal.say(SafeText.of(line)));
        }

        private List<Key> keys() {
            return question.keys();
        }

        /** @return whether there was anything new */
        private boolean tell() {
            boolean news = false;
            for (Key key : keys()) {
                String whose = keys().size() == 1 ? "" : key.description().key() + ": ";
                for (Vote vote : key.votes()) news |= tell("  " + whose + text(vote));
                if (key.pending() == KeyQuestion.Pending.COMPLETE && key.votes().isEmpty())
                    news |= tell("  " + whose + "Nobody knows anything about this key");
            }
            return news;
        }

        private boolean tell(String line) {
            if (!said.add(line)) return false;
            if (said.size() == 1) terminal.say("");
            terminal.say(SafeText.of(line));
            return true;
        }

        private String text(Vote vote) {
            return switch (vote.kind()) {
                case GOOD -> "- " + vote.text();
                case BAD -> "- BAD: " + vote.text();
                case NEUTRAL -> "- (" + vote.text() + ")";
            };
        }

        private void update() {
            if (!open) return;
            if (tell()) prompt();
        }

        private void prompt() {
            String domain = "'" + question.domain() + "'";
            terminal.prompt(
                    keys().size() == 1
                            ? "Trust this key for " + domain + " [y], for all domains [all], or not [N]? "
                            : "Which of these keys to trust for " + domain + ": all of them [y], one [1-"
                                    + keys().size() + "], or none [N]? ");
        }

        private void read() {
            line().onSuccess(line -> {
                        if (!open) return;
                        Optional<Answer> understood =
                                line.isEmpty() ? Optional.of(new Answer.Nobody()) : understand(line.get());
                        understood.ifPresentOrElse(this::end, () -> {
                            prompt();
                            read();
                        });
                    })
                    .onFailure(broken -> end(new Answer.Nobody()));
        }

        /** Enter alone means no: nobody shall trust a key by being in a hurry. */
        private Optional<Answer> understand(String line) {
            String word = line.strip().toLowerCase(Locale.ROOT);
            if (word.isEmpty() || word.equals("n") || word.equals("no")) return Optional.of(new Answer.Refuse());
            if (word.equals("all") && keys().size() == 1)
                return Optional.of(
                        new Answer.Trust(Set.of(keys().get(0).description().key()), Answer.Reach.EVERYWHERE));
            Set<Fingerprint> chosen = new LinkedHashSet<>();
            for (int i = 0; i < keys().size(); i++) {
                boolean named =
                        keys().size() > 1 && List.of(word.split("[ ,]+")).contains(Integer.toString(i + 1));
                if (named || word.equals("y") || word.equals("yes"))
                    chosen.add(keys().get(i).description().key());
            }
            return chosen.isEmpty() ? Optional.empty() : Optional.of(new Answer.Trust(chosen));
        }

        private void withdraw() {
            if (!open) return;
            terminal.say("");
            end(new Answer.Nobody());
        }

        private void end(Answer given) {
            if (!open) return;
            open = false;
            console.endQuestion();
            answer.resolve(given);
        }
    }
}
