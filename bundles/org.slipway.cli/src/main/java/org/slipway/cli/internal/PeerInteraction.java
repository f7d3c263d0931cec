package org.slipway.cli.internal;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.interaction.KeyQuestion.Key;
import org.slipway.api.interaction.KeyQuestion.Pending;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.async.Loop;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.Version;

/** Passes the question on to the program that asks us. */
final class PeerInteraction implements Interaction {
    private final Loop loop;
    private final Asked peer;
    private final Consumer<String> withdrawal;
    private final Answer unanswered;

    /**
     * @param withdrawal is told the feed of a question that nobody waits for any more
     * @param unanswered what it is taken to say when it does not answer
     */
    PeerInteraction(Loop loop, Asked peer, Consumer<String> withdrawal, Answer unanswered) {
        this.loop = loop;
        this.peer = peer;
        this.withdrawal = withdrawal;
        this.unanswered = unanswered;
    }

    /** One whose program is told so, where the version has a word for it. */
    static PeerInteraction with(Peer peer, Version version, Loop loop, Answer unanswered) {
        Consumer<String> withdrawal =
                SlaveCommand.isFurther(version) ? feed -> peer.tell("withdraw-keys", feed) : feed -> {};
        return new PeerInteraction(loop, peer::ask, withdrawal, unanswered);
    }

    /** Whoever answers. */
    interface Asked {
        Promise<Object> ask(String operation, Object... arguments);
    }

    @Override
    public Promise<Answer> confirmKeys(KeyQuestion question, Switch scope) {
        Map<String, Object> keys = new LinkedHashMap<>();
        Set<Fingerprint> pending = new HashSet<>();
        for (Key key : question.keys()) {
            Fingerprint name = key.description().key();
            boolean waits = key.pending() == Pending.MORE_MAY_COME;
            if (waits) pending.add(name);
            keys.put(name.text(), waits ? List.of("pending") : votes(key));
        }
        Promise<Object> reply = peer.ask("confirm-keys", question.feed().text(), keys);
        question.onUpdate(() -> {
            if (!reply.isDone() && !scope.isOff()) update(question, pending);
        });
        Promise<Answer> given = reply.map(confirmed -> answer(confirmed, question))
                .recoverWith(refused -> loop.promises().resolved(unanswered));
        return Promising.first(loop.promises(), List.of(given, withdrawn(given, question, scope)));
    }

    /** The program may answer much later, or never. */
    private Promise<Answer> withdrawn(Promise<Answer> given, KeyQuestion question, Switch scope) {
        Deferred<Answer> withdrawn = loop.promises().deferred();
        Switch.Registration listens = scope.onOff(() -> {
            if (!given.isDone()) withdrawal.accept(question.feed().text());
            withdrawn.resolve(unanswered);
        });
        given.onResolve(listens::remove);
        return withdrawn.getPromise();
    }

    private void update(KeyQuestion question, Set<Fingerprint> pending) {
        for (Key key : question.keys()) {
            Fingerprint name = key.description().key();
            if (key.pending() == Pending.COMPLETE && pending.remove(name))
                peer.ask("update-key-info", name.text(), votes(key));
        }
    }

    /** The protocol has no neutral ones. */
    private static List<List<String>> votes(Key key) {
        return key.votes().stream()
                .filter(vote -> vote.kind() != Vote.Kind.NEUTRAL)
                .map(vote -> List.of(vote.kind().name().toLowerCase(Locale.ROOT), vote.text()))
                .toList();
    }

    private static Answer answer(Object confirmed, KeyQuestion question) {
        Set<Fingerprint> trusted = new LinkedHashSet<>();
        if (confirmed instanceof List<?> list)
            for (Key key : question.keys())
                if (list.contains(key.description().key().text()))
                    trusted.add(key.description().key());
        return trusted.isEmpty() ? new Answer.Refuse() : new Answer.Trust(trusted);
    }
}
