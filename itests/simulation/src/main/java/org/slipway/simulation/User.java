package org.slipway.simulation;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;
import org.slipway.async.Switch;

/** Who is asked. Shows one question at a time, or something is wrong. */
final class User implements Interaction {

    private static final Duration TIRED = Duration.ofMinutes(20);

    private final SimulatedLoop loop;
    private final Trace trace;
    private final Dice dice;
    private final Plan.Answering answering;
    private final BiPredicate<Fingerprint, TrustDomain> isTrusted;
    private final Runnable cancel;
    private final Set<String> agreed = new HashSet<>();
    private int shown;

    /**
     * @param isTrusted whether there is nothing to ask
     * @param cancel what somebody does who does not want to wait any more
     */
    User(
            SimulatedLoop loop,
            Trace trace,
            Dice dice,
            Plan.Answering answering,
            BiPredicate<Fingerprint, TrustDomain> isTrusted,
            Runnable cancel) {
        this.loop = loop;
        this.trace = trace;
        this.dice = dice;
        this.answering = answering;
        this.isTrusted = isTrusted;
        this.cancel = cancel;
    }

    int shown() {
        return shown;
    }

    boolean agreed(Fingerprint key, TrustDomain domain) {
        return agreed.contains(key + "@" + domain);
    }

    @Override
    public Promise<Answer> confirmKeys(KeyQuestion question, Switch scope) {
        if (scope.isOff()) throw trace.violation("A question is asked after its scope was turned off");
        if (++shown > 1) throw trace.violation("Two questions at a time");
        trace.add("? " + question.domain() + " for " + question.feed());
        Deferred<Answer> answer = loop.promises().deferred();
        question.onUpdate(() -> {
            if (answer.getPromise().isDone()) return;
            trace.add("? more votes");
        });
        boolean late = question.keys().stream().anyMatch(key -> key.pending() == KeyQuestion.Pending.MORE_MAY_COME);
        if (late) trace.mattered(Fault.LATE_VOTES);
        for (KeyQuestion.Key key : question.keys())
            if (isTrusted.test(key.description().key(), question.domain()))
                throw trace.violation("Somebody asks about a key that is trusted: " + question.feed());
        scope.onOff(() -> {
            if (!answer.getPromise().isDone()) {
                shown--;
                trace.add("? withdrawn");
                answer.resolveWith(loop.promises().resolved(new Answer.Refuse()));
            }
        });
        Switch thinking = scope.child();
        trace.mattered(Fault.UNTRUSTED_KEY);
        loop.after(
                thinkingTime(),
                () -> {
                    shown--;
                    answer.resolve(answer(question));
                },
                thinking);
        return answer.getPromise();
    }

    private Duration thinkingTime() {
        return switch (answering) {
            case AT_ONCE, NOBODY -> Duration.ofMillis(1);
            case LATE -> {
                trace.mattered(Fault.LATE_USER);
                yield Duration.ofMillis(dice.between(500, 60_000));
            }
            case NO -> Duration.ofMillis(dice.between(100, 10_000));
            case NEVER -> {
                trace.mattered(Fault.SILENT_USER);
                loop.beside(TIRED, () -> loop.run(cancel));
                yield Duration.ofDays(1000);
            }
        };
    }

    private Answer answer(KeyQuestion question) {
        if (answering == Plan.Answering.NO) {
            trace.mattered(Fault.REFUSING_USER);
            return new Answer.Refuse();
        }
        if (answering == Plan.Answering.NOBODY) {
            trace.mattered(Fault.ABSENT_USER);
            return new Answer.Nobody();
        }
        List<Fingerprint> keys =
                question.keys().stream().map(key -> key.description().key()).toList();
        for (Fingerprint key : keys) agreed.add(key + "@" + question.domain());
        return new Answer.Trust(Set.copyOf(keys));
    }
}
