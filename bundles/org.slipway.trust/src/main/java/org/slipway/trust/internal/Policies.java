package org.slipway.trust.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.promise.Promise;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.trust.TrustPolicy;
import org.slipway.api.trust.TrustPolicy.Opinion;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;
import org.slipway.async.Switch;

/** Asks all policies. Off the loop. */
@Component(service = Policies.class)
public final class Policies {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<TrustPolicy> policies = List.of();

    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    /** So long a policy may take to be replaced; what it might have refused is not let through meanwhile. */
    private static final Duration REPLACEMENT = Duration.ofSeconds(10);

    private static final Duration OFTEN = Duration.ofMillis(50);

    private final Loop loop;
    private final Announcer announcer;
    private final Providers<TrustPolicy> present;
    private Set<String> known = Set.of();

    @Activate
    public Policies(@Reference Loop loop, @Reference Announcer announcer) {
        this.loop = loop;
        this.announcer = announcer;
        // Its refusal says what is wrong.
        this.present =
                new Providers<>(loop, "trust policy", () -> Providers.inOrder(List.copyOf(policies)), text -> {});
    }

    /** Resolves when those that were there before are there again, or have been waited for. On the loop. */
    Promise<Done> settled(Switch scope) {
        return settled(scope, REPLACEMENT);
    }

    private Promise<Done> settled(Switch scope, Duration left) {
        Set<String> now = present.all().stream().map(Provider::name).collect(Collectors.toSet());
        if (!now.containsAll(known) && !left.isNegative() && !scope.isOff())
            return loop.pause(OFTEN, scope).flatMap(x -> settled(scope, left.minus(OFTEN)));
        known = now;
        return loop.promises().resolved(Done.DONE);
    }

    Ruling judge(TrustPolicy.Case question) {
        List<Opinion> opinions = new ArrayList<>();
        for (Provider<TrustPolicy> policy : present.all()) opinions.add(judge(policy, question));
        return Ruling.of(opinions);
    }

    /** One that fails may have been there to refuse. */
    private static Opinion judge(Provider<TrustPolicy> policy, TrustPolicy.Case question) {
        if (policy.isLost()) return defective(policy, "it has not come back from an earlier question");
        try {
            return policy.ask(AT_ONCE, asked -> asked.judge(question));
        } catch (Provider.Defect defect) {
            return defective(policy, defect.how());
        } catch (Exception unexpected) {
            return defective(policy, unexpected.toString());
        }
    }

    private static Opinion defective(Provider<TrustPolicy> policy, String why) {
        return new Opinion.Refuse("the trust policy " + policy.name() + " is defective: " + why);
    }

    /** For what nobody has been asked about, and somebody may want to know. */
    void remark(String text) {
        loop.run(() -> announcer.announce(new Event.Remark(text)));
    }

    void warn(String text) {
        loop.run(() -> announcer.announce(new Event.Warning(text)));
    }
}
