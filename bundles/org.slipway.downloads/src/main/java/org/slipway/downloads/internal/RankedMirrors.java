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
import org.slipway.model.FeedUri;

/** Asks every mirror strategy; one that throws or answers {@code null} is named in a warning and left out. */
@Component
public final class RankedMirrors implements Mirrors {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Map.Entry<Map<String, Object>, MirrorStrategy>> strategies = List.of();

    private final Announcer announcer;

    @Activate
    public RankedMirrors(@Reference Announcer announcer) {
        this.announcer = announcer;
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
        for (Ranked<MirrorStrategy> strategy : Ranked.snapshot(strategies)) {
            try {
                answers.addAll(List.copyOf(question.apply(strategy.service())));
            } catch (RuntimeException | LinkageError failure) {
                announcer.announce(Defect.of("mirror strategy", strategy.name(), failure));
            }
        }
        return List.copyOf(answers);
    }
}
