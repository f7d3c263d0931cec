package org.slipway.trust.internal;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Asks the user through the interaction with the highest ranking; one that is defective is left out. */
@Component(service = Askers.class)
public final class Askers {

    /** In the order of their ranking, the lowest first. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Interaction> interactions = List.of();

    private final Loop loop;
    private final Announcer announcer;

    @Activate
    public Askers(@Reference Loop loop, @Reference Announcer announcer) {
        this.loop = loop;
        this.announcer = announcer;
    }

    Promise<Answer> confirmKeys(KeyQuestion question, Switch scope) {
        return ask(List.copyOf(interactions), question, scope);
    }

    private Promise<Answer> ask(List<Interaction> left, KeyQuestion question, Switch scope) {
        if (left.isEmpty()) return loop.promises().resolved(new Answer.Nobody());
        Interaction next = left.get(left.size() - 1);
        List<Interaction> others = left.subList(0, left.size() - 1);
        Promise<Answer> answer;
        try {
            answer = next.confirmKeys(question, scope);
        } catch (RuntimeException | LinkageError defect) {
            return passOver(next, defect, others, question, scope);
        }
        if (answer == null) return passOver(next, "it has no answer", others, question, scope);
        return answer.recoverWith(failed -> passOver(next, failed.getFailure(), others, question, scope))
                .flatMap(given -> given instanceof Answer.Nobody ? ask(others, question, scope) : answer(given));
    }

    private Promise<Answer> answer(Answer given) {
        return loop.promises().resolved(given);
    }

    private Promise<Answer> passOver(
            Interaction defective, Object why, List<Interaction> others, KeyQuestion question, Switch scope) {
        announcer.announce(new Event.Warning(
                "The interaction " + defective.getClass().getName() + " is defective and left out: " + why));
        return ask(others, question, scope);
    }
}
