package org.slipway.solver.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.solver.RankingRule;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;
import org.slipway.model.feed.Implementation;

/** The rules that other bundles have brought, the one with the highest service ranking first. */
@Component(service = RankingRules.class)
public final class RankingRules {

    @Reference(fieldOption = FieldOption.REPLACE)
    volatile List<RankingRule> rules = List.of();

    /** A rule has broken its contract in the middle of a solve; it is left out of the next one. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(Throwable why) {
            super(why);
        }
    }

    private final Providers<RankingRule> providers;

    @Activate
    public RankingRules(@Reference Loop loop, @Reference Announcer announcer) {
        this.providers = new Providers<>(
                loop, "ranking rule", this::highestFirst, text -> announcer.announce(new Event.Warning(text)));
    }

    /** The registry lists the highest ranking last. */
    private List<Map.Entry<Map<String, Object>, RankingRule>> highestFirst() {
        List<RankingRule> now = new ArrayList<>(rules);
        Collections.reverse(now);
        return Providers.inOrder(now);
    }

    /** As they are now: a solve that has begun does not see later changes. */
    List<Comparator<Implementation>> orders() {
        List<Comparator<Implementation>> orders = new ArrayList<>();
        for (Provider<RankingRule> rule : providers.healthy())
            rule.tryAsk(Provider.AT_ONCE, RankingRule::order).ifPresent(order -> orders.add(guarded(rule, order)));
        return orders;
    }

    /** Solves with the rules as they are, and again without those that turn out to be broken. */
    <T> T with(Function<List<Comparator<Implementation>>, T> solve) {
        List<Comparator<Implementation>> orders = orders();
        try {
            return solve.apply(orders);
        } catch (Broken told) {
            return with(solve);
        } catch (IllegalArgumentException unsortable) {
            // So a sort says that an order contradicts itself; it does not know which.
            if (orders.isEmpty()) throw unsortable;
            for (Provider<RankingRule> rule : providers.healthy()) rule.isBroken("its order may contradict itself");
            return with(solve);
        }
    }

    private static Comparator<Implementation> guarded(Provider<RankingRule> rule, Comparator<Implementation> order) {
        return (a, b) -> {
            try {
                return order.compare(a, b);
            } catch (RuntimeException | LinkageError | StackOverflowError broken) {
                rule.isBroken(broken.toString());
                throw new Broken(broken);
            }
        };
    }
}
