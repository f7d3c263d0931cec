package org.slipway.recipes.internal;

import java.nio.file.Path;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.fetch.ImplementationFetcher;
import org.slipway.api.mirror.Mirrors;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.store.Store;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Once;
import org.slipway.async.Promising.Action;
import org.slipway.async.Switch;
import org.slipway.model.ManifestDigest;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.RetrievalMethod.Step;

/** Fetches implementations, each one once however many want it at the same time. */
@Component
public final class RecipeFetcher implements ImplementationFetcher {

    private final Loop loop;
    private final Store store;
    private final Cook cook;
    private final Mirrors mirrors;
    private final Announcer announcer;
    private final Once<ManifestDigest, Fetching> once;
    private final Waiting waiting = new Waiting();

    @Activate
    public RecipeFetcher(
            @Reference Loop loop,
            @Reference Store store,
            @Reference Cook cook,
            @Reference Mirrors mirrors,
            @Reference Announcer announcer) {
        this.loop = loop;
        this.store = store;
        this.cook = cook;
        this.mirrors = mirrors;
        this.announcer = announcer;
        this.once = new Once<>(loop.promises(), new Fetching.Aborted(), outcome -> loop.promises()
                .resolved(Done.DONE));
    }

    @Override
    public Promise<Fetching> fetch(Feed feed, Implementation implementation, Switch scope) {
        if (!(implementation.source() instanceof Implementation.Source.Cached source))
            throw new IllegalArgumentException("Not one that is kept in a store: " + implementation.id());
        Optional<ManifestDigest> digest = ManifestDigest.best(source.digests());
        if (digest.isEmpty())
            return loop.promises()
                    .resolved(new Fetching.BadRecipe("implementation " + implementation.id(), "it has no digest"));
        return once.get(digest.get(), work -> retrieve(feed, implementation, source, digest.get(), work), scope);
    }

    private Promise<Fetching> retrieve(
            Feed feed,
            Implementation implementation,
            Implementation.Source.Cached source,
            ManifestDigest digest,
            Switch scope) {
        scope.onOff(() -> waiting.end(digest));
        return loop.offLoop(() -> store.find(source.digests()))
                .flatMap(found -> found.isPresent()
                        ? loop.promises().resolved(new Fetching.Stored(found.get()))
                        : new Retrieval(
                                        loop,
                                        cook,
                                        mirrors,
                                        announcer,
                                        feed.uri(),
                                        implementation.id(),
                                        digest,
                                        (step, attempt) -> copy(feed, digest, step, attempt),
                                        scope)
                                .run(source.retrievalMethods()));
    }

    private Promise<Action<Workpiece>> copy(Feed feed, ManifestDigest waiter, Step.CopyFrom step, Switch scope) {
        String name = "copy-from " + step.id();
        return sibling(feed, waiter, name, step.id(), scope)
                .map(directory -> workpiece ->
                        workpiece.change(name, tree -> TreeCopy.copy(directory, step.source(), step.dest(), tree)));
    }

    private Promise<Path> sibling(Feed feed, ManifestDigest waiter, String step, String id, Switch scope) {
        Implementation other = feed.implementations().get(id);
        if (other == null) return bad(step, "the feed has no such implementation");
        return other.source()
                .fold(
                        cached -> stored(feed, other, cached, waiter, step, scope),
                        local -> loop.promises().resolved(local.path()),
                        packaged -> bad(step, "it belongs to the distribution"));
    }

    private Promise<Path> stored(
            Feed feed,
            Implementation other,
            Implementation.Source.Cached source,
            ManifestDigest waiter,
            String step,
            Switch scope) {
        Optional<ManifestDigest> wanted = ManifestDigest.best(source.digests());
        if (wanted.isPresent() && !waiting.begin(waiter, wanted.get()))
            return bad(step, "the two would have to be copied from each other");
        return fetch(feed, other, scope).flatMap(outcome -> {
            if (outcome instanceof Fetching.Stored stored)
                return loop.promises().resolved(stored.path());
            return loop.promises().failed(new StepFailure(outcome));
        });
    }

    private <T> Promise<T> bad(String step, String why) {
        return loop.promises().failed(StepFailure.bad(step, why));
    }
}
