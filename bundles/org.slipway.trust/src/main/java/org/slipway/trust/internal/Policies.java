package org.slipway.trust.internal;

import java.util.ArrayList;
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

/** Asks all policies. Off the loop. */
@Component(service = Policies.class)
public final class Policies {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<TrustPolicy> policies = List.of();

    private final Loop loop;
    private final Announcer announcer;

    @Activate
    public Policies(@Reference Loop loop, @Reference Announcer announcer) {
        this.loop = loop;
        this.announcer = announcer;
    }

    Ruling judge(TrustPolicy.Case question) {
        List<Opinion> opinions = new ArrayList<>();
        for (TrustPolicy policy : List.copyOf(policies)) opinions.add(judge(policy, question));
        return Ruling.of(opinions);
    }

    /** One that fails may have been there to refuse. */
    private Opinion judge(TrustPolicy policy, TrustPolicy.Case question) {
        try {
            Opinion opinion = policy.judge(question);
            return opinion == null ? defective(policy, "it has no answer") : opinion;
        } catch (RuntimeException | LinkageError defect) {
            return defective(policy, defect.toString());
        }
    }

    private static Opinion defective(TrustPolicy policy, String why) {
        return new Opinion.Refuse("the trust policy " + policy.getClass().getName() + " is defective: " + why);
    }

    /** For what nobody has been asked about, and somebody may want to know. */
    void remark(String text) {
        loop.run(() -> announcer.announce(new Event.Remark(text)));
    }

    void warn(String text) {
        loop.run(() -> announcer.announce(new Event.Warning(text)));
    }
}
