package org.slipway.trust.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;
import org.slipway.async.Switch;

/** Asks the user through the interaction with the highest ranking; one that is defective is left out. */
@Component(service = Askers.class)
public final class Askers {

    /** In the order of their ranking, the lowest first. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Interaction> interactions = List.of();

    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final Loop loop;
    private final Providers<Interaction> present;

    @Activate
    public Askers(@Reference Loop loop, @Reference Announcer announcer) {
        this.loop = loop;
        this.present = new Providers<>(
                loop, "interaction", this::highestFirst, text -> announcer.announce(new Event.Warning(text)));
    }

    private List<Map.Entry<Map<String, Object>, Interaction>> highestFirst() {
        List<Interaction> now = new ArrayList<>(interactions);
        Collections.reverse(now);
        return Providers.inOrder(now);
    }

    Promise<Answer> confirmKeys(KeyQuestion question, Switch scope) {
        return ask(present.inTurn(), question, scope);
    }

    private Promise<Answer> ask(List<Provider<Interaction>> left, KeyQuestion question, Switch scope) {
        if (left.isEmpty()) return loop.promises().resolved(new Answer.Nobody());
        Provider<Interaction> next = left.get(0);
        List<Provider<Interaction>> others = left.subList(1, left.size());
        Switch asking = next.within(scope);
        Deferred<Answer> answer = loop.promises().deferred();
        next.tryAsk(Provider.AT_ONCE, user -> user.confirmKeys(question, asking))
                .ifPresentOrElse(answer::resolveWith, () -> answer.resolve(new Answer.Nobody()));
        unlessItLeaves(next, answer, asking);
        return answer.getPromise()
                .map(given -> given == null ? wrong(next, "it has no answer") : given)
                .recover(failed -> wrong(next, failed.getFailure().toString()))
                .flatMap(given -> {
                    if (!(given instanceof Answer.Nobody))
                        return loop.promises().resolved(given);
                    asking.off();
                    return ask(others, question, scope);
                });
    }

    private static Answer wrong(Provider<Interaction> defective, String how) {
        defective.isBroken(how);
        return new Answer.Nobody();
    }

    /** Nobody will answer any more. */
    private void unlessItLeaves(Provider<Interaction> asked, Deferred<Answer> answer, Switch asking) {
        if (answer.getPromise().isDone() || asking.isOff()) return;
        if (asked.isGone()) answer.resolve(new Answer.Nobody());
        else loop.after(GLANCE, () -> unlessItLeaves(asked, answer, asking), asking);
    }
}
