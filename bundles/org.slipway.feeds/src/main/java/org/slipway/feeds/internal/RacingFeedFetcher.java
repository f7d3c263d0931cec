package org.slipway.feeds.internal;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.FeedFetcher;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.FeedUpdate;
import org.slipway.api.feed.Import;
import org.slipway.api.mirror.Mirrors;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.settings.Settings;
import org.slipway.api.trust.TrustDomain;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Once;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** Fetches feeds, each one once however many want it at the same time. */
@Component
public final class RacingFeedFetcher implements FeedFetcher {

    private final Loop loop;
    private final FeedCache cache;
    private final Source source;
    private final Admission admission;
    private final Mirrors mirrors;
    private final Settings settings;
    private final Announcer announcer;
    private final Once<FeedUri.Remote, FeedUpdate> once;

    @Activate
    public RacingFeedFetcher(
            @Reference Loop loop,
            @Reference FeedCache cache,
            @Reference Source source,
            @Reference Admission admission,
            @Reference Mirrors mirrors,
            @Reference Settings settings,
            @Reference Announcer announcer) {
        this.loop = loop;
        this.cache = cache;
        this.source = source;
        this.admission = admission;
        this.mirrors = mirrors;
        this.settings = settings;
        this.announcer = announcer;
        this.once = new Once<>(loop.promises(), new FeedUpdate.Aborted(), this::rest);
    }

    @Override
    public Promise<FeedUpdate> fetch(FeedUri.Remote feed, Switch scope) {
        URI uri;
        try {
            uri = uri(feed);
        } catch (IllegalArgumentException refused) {
            Import why = new Import.Malformed(refused.getMessage());
            return loop.promises()
                    .resolved(new FeedUpdate.Problem(new FeedProblem.NotImported(feed, why), Optional.empty()));
        }
        return once.get(feed, work -> race(feed, uri, work), scope);
    }

    /** Refuses what has no clear domain before anything is asked of anybody. */
    private static URI uri(FeedUri.Remote feed) {
        TrustDomain.of(feed);
        return URI.create(feed.text());
    }

    private Promise<FeedUpdate> race(FeedUri.Remote feed, URI uri, Switch scope) {
        return loop.offLoop(() -> {
                    cache.attempted(feed, loop.clock().instant());
                    return settings.network().slowAfter();
                })
                .flatMap(slowAfter -> new Race(loop, source, mirrors, slowAfter, announcer, feed, uri, scope).run())
                .recover(failed -> failed.getFailure() instanceof IOException disk
                        ? new FeedUpdate.Problem(
                                new FeedProblem.CacheFailure(feed, DiskFailure.words(disk)), Optional.empty())
                        : null);
    }

    private Promise<Done> rest(FeedUpdate update) {
        Promise<Done> nothing = loop.promises().resolved(Done.DONE);
        return update.fold(
                updated ->
                        updated.later().map(later -> later.flatMap(this::rest)).orElse(nothing),
                unchanged -> nothing,
                problem ->
                        problem.later().map(later -> later.flatMap(this::rest)).orElse(nothing),
                aborted -> nothing);
    }

    @Override
    public Promise<Import> importFeed(FeedUri.Remote feed, byte[] document, Switch scope) {
        URI uri;
        try {
            uri = uri(feed);
        } catch (IllegalArgumentException refused) {
            return loop.promises().resolved(new Import.Malformed(refused.getMessage()));
        }
        return admission.admit(feed, document, uri, scope).map(Admitted::outcome);
    }
}
