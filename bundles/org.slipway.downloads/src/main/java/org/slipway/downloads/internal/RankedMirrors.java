package org.slipway.downloads.internal;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slipway.api.mirror.MirrorStrategy;
import org.slipway.api.mirror.Mirrors;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;
import org.slipway.model.FeedUri;

/** Asks every mirror strategy; one that breaks its contract is named in a warning and left out. */
@Component
public final class RankedMirrors implements Mirrors {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Map.Entry<Map<String, Object>, MirrorStrategy>> strategies = List.of();

    private final Providers<MirrorStrategy> providers;

    @Activate
    public RankedMirrors(@Reference Loop loop, @Reference Announcer announcer) {
        this.providers = new Providers<>(
                loop, "mirror strategy", () -> strategies, text -> announcer.announce(new Event.Warning(text)));
    }

    @Override
    public List<MirrorStrategy.FeedMirror> feed(FeedUri.Remote feed) {
        return all(strategy -> strategy.feed(feed));
    }

    @Override
    public List<URI> archive(URI archive) {
        return all(strategy -> strategy.archive(archive));
    }

    @Override
    public List<URI> implementation(FeedUri.Remote feed, String implementationId) {
        return all(strategy -> strategy.implementation(feed, implementationId));
    }

    private <T> List<T> all(Function<MirrorStrategy, List<T>> question) {
        Set<T> answers = new LinkedHashSet<>();
        for (Provider<MirrorStrategy> strategy : providers.healthy())
            strategy.tryAsk(Provider.AT_ONCE, asked -> List.copyOf(question.apply(asked)))
                    .ifPresent(answers::addAll);
        return List.copyOf(answers);
    }
}
