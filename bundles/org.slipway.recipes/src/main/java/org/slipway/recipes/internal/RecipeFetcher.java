package org.slipway.recipes.internal;

import java.io.IOException;
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
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.Settings;
import org.slipway.api.store.Store;
import org.slipway.api.transport.Spool;
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
    private final Spool spool;
    private final Settings settings;
    private final Announcer announcer;
    private final Once<ManifestDigest, Fetching> once;
    private final Waiting waiting = new Waiting();

    @Activate
    public RecipeFetcher(
            @Reference Loop loop,
            @Reference Store store,
            @Reference Cook cook,
            @Reference Mirrors mirrors,
            @Reference Spool spool,
            @Reference Settings settings,
            @Reference Announcer announcer) {
        this.loop = loop;
        this.store = store;
        this.cook = cook;
        this.mirrors = mirrors;
        this.spool = spool;
        this.settings = settings;
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
        return found(source)
                .flatMap(found -> found.isPresent()
                        ? loop.promises().resolved(found.get())
                        : spool.open(digest.directoryName(), process -> waitingFor(digest, process), scope)
                                .flatMap(folder -> alone(feed, implementation, source, digest, folder, scope)))
                .recover(failed -> outcome(failed.getFailure(), scope));
    }

    private Promise<Optional<Fetching>> found(Implementation.Source.Cached source) {
        return loop.offLoop(() -> store.find(source.digests()).<Fetching>map(Fetching.Stored::new));
    }

    private void waitingFor(ManifestDigest digest, long process) {
        announcer.announce(new Event.WaitingForProcess(digest, process));
    }

    /** Nobody else fetches it now; but somebody may have done so before. */
    private Promise<Fetching> alone(
            Feed feed,
            Implementation implementation,
            Implementation.Source.Cached source,
            ManifestDigest digest,
            Spool.Folder folder,
            Switch scope) {
        Larder larder = new Larder(folder);
        Order order = new Order(feed.uri(), digest, larder, (step, attempt) -> copy(feed, digest, step, attempt));
        Promise<Fetching> outcome = found(source)
                .flatMap(found -> found.isPresent()
                        ? loop.promises().resolved(found.get())
                        : retrieval(order, implementation.id(), scope).run(source.retrievalMethods()));
        // As long as the folder is ours.
        Switch.Registration leaving = scope.onOff(() -> tidy(source, larder, outcome));
        return outcome.flatMap(ended -> {
            if (scope.isOff()) return outcome;
            leaving.remove();
            return tidy(source, larder, outcome).map(x -> ended);
        });
    }

    private Retrieval retrieval(Order order, String id, Switch scope) {
        Allowance allowance = new Allowance(settings.unpackRatio());
        return new Retrieval(loop, cook, mirrors, announcer, allowance, order, id, scope);
    }

    private Promise<Done> tidy(Implementation.Source.Cached source, Larder larder, Promise<Fetching> ended) {
        return ended.flatMap(outcome -> mayBeGoneOnWith(outcome) ? unlessStored(source, larder) : larder.clear())
                .recover(failed -> Done.DONE);
    }

    /** A run that is stopped in its last moment may have stored it. */
    private Promise<Done> unlessStored(Implementation.Source.Cached source, Larder larder) {
        return found(source)
                .flatMap(stored ->
                        stored.isPresent() ? larder.clear() : loop.promises().resolved(Done.DONE));
    }

    private static boolean mayBeGoneOnWith(Fetching outcome) {
        return outcome instanceof Fetching.NetworkFailure
                || outcome instanceof Fetching.StoreFailure
                || outcome instanceof Fetching.Aborted;
    }

    /** Nothing for what is a defect. */
    private static Fetching outcome(Throwable failure, Switch scope) {
        if (scope.isOff()) return new Fetching.Aborted();
        return failure instanceof IOException disk ? new Fetching.StoreFailure(DiskFailure.words(disk)) : null;
    }

    private Promise<Action<Workpiece>> copy(Feed feed, ManifestDigest waiter, Step.CopyFrom step, Switch scope) {
        String name = "copy-from " + step.id();
        return sibling(feed, waiter, name, step.id(), scope)
                .map(directory -> workpiece -> workpiece.change(
                        name,
                        tree -> TreeCopy.copy(directory, step.source(), step.dest(), tree, workpiece::isStillWanted)));
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
            return loop.promises().failed(new StepFailure(asStep(step, outcome)));
        });
    }

    /** What is wrong with another implementation is not wrong with the one into which it is copied. */
    private static Fetching asStep(String step, Fetching outcome) {
        if (outcome instanceof Fetching.DigestMismatch wrong)
            return new Fetching.BadRecipe(
                    step,
                    "the digest of its files is wrong: it is " + wrong.actual() + " and should be " + wrong.expected());
        if (outcome instanceof Fetching.BadRecipe bad)
            return new Fetching.BadRecipe(step + ": " + bad.step(), bad.why());
        if (outcome instanceof Fetching.NoRetrievalMethod)
            return new Fetching.BadRecipe(step, "the feed does not say how to get it in a way that is understood here");
        return outcome;
    }

    private <T> Promise<T> bad(String step, String why) {
        return loop.promises().failed(StepFailure.bad(step, why));
    }
}
