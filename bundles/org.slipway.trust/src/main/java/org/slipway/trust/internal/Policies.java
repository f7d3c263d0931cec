package org.slipway.trust.internal;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.trust.TrustPolicy;
import org.slipway.api.trust.TrustPolicy.Opinion;
import org.slipway.async.Loop;

/** Asks the policies, the highest ranked first, until one has an opinion. Off the loop. */
@Component(service = Policies.class)
public final class Policies {

    /** In the order of their ranking, the lowest first. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<TrustPolicy> policies = List.of();

    private final Loop loop;
    private final Announcer announcer;

    @Activate
    public Policies(@Reference Loop loop, @Reference Announcer announcer) {
        this.loop = loop;
        this.announcer = announcer;
    }

    Opinion judge(TrustPolicy.Case question) {
        List<TrustPolicy> snapshot = List.copyOf(policies);
        for (int i = snapshot.size() - 1; i >= 0; i--) {
            Opinion opinion = judge(snapshot.get(i), question);
            if (opinion == Opinion.TRUST) remark(question);
            if (opinion != Opinion.NONE) return opinion;
        }
        return Opinion.NONE;
    }

    private Opinion judge(TrustPolicy policy, TrustPolicy.Case question) {
        try {
            Opinion opinion = policy.judge(question);
            if (opinion != null) return opinion;
            warn(policy, "it has no answer");
        } catch (RuntimeException | LinkageError defect) {
            warn(policy, defect.toString());
        }
        return Opinion.NONE;
    }

    /** Nobody has been asked, so somebody may want to know. */
    private void remark(TrustPolicy.Case question) {
        String known = question.votes().stream()
                .map(vote -> " (" + vote.text() + ")")
                .findFirst()
                .orElse("");
        String text = "Trusting the key " + question.key() + " for " + question.domain() + " by policy" + known;
        loop.run(() -> announcer.announce(new Event.Remark(text)));
    }

    private void warn(TrustPolicy policy, String why) {
        String text = "The trust policy " + policy.getClass().getName() + " is defective and left out: " + why;
        loop.run(() -> announcer.announce(new Event.Warning(text)));
    }
}
