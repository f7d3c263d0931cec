package org.slipway.recipes.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.store.Draft.Commit;
import org.slipway.api.store.Store;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Promising;
import org.slipway.async.Promising.Action;
import org.slipway.async.Switch;
import org.slipway.model.ManifestDigest;
import org.slipway.model.feed.RetrievalMethod;
import org.slipway.model.feed.RetrievalMethod.Step;

/** Follows one recipe: all steps are started, applied in series, and what they have made is verified and stored. */
@Component(service = Cook.class)
public final class Cook {

    private final Loop loop;
    private final Store store;
    private final Steps steps;
    private final Announcer announcer;

    @Activate
    public Cook(@Reference Loop loop, @Reference Store store, @Reference Steps steps, @Reference Announcer announcer) {
        this.loop = loop;
        this.store = store;
        this.steps = steps;
        this.announcer = announcer;
    }

    boolean understands(RetrievalMethod method) {
        return steps.understand(method);
    }

    Promise<Fetching> follow(Order order, RetrievalMethod recipe, long allowance, Switch scope) {
        ManifestDigest digest = order.digest();
        return Promising.using(loop.promises(), scope, attempt -> draft(digest, allowance, attempt)
                        .flatMap(draft ->
                                Promising.inSeries(loop.promises(), start(order, recipe, allowance, attempt), draft))
                        .flatMap(made -> verify(digest, made))
                        .map(commit -> conclude(digest, commit)))
                .recover(failed -> outcome(failed.getFailure()))
                .map(outcome -> scope.isOff() ? new Fetching.Aborted() : outcome)
                .thenAccept(outcome -> announce(digest, outcome));
    }

    /** All at once. Who turns the attempt off waits for each of them, also when another has failed. */
    private List<Promise<Action<Workpiece>>> start(
            Order order, RetrievalMethod recipe, long allowance, Switch attempt) {
        List<Promise<Action<Workpiece>>> started = new ArrayList<>();
        attempt.onOff(() -> settled(started));
        for (Step step : recipe.steps()) started.add(steps.start(order, started.size(), step, allowance, attempt));
        return started;
    }

    private Promise<Done> settled(List<Promise<Action<Workpiece>>> started) {
        Promise<Done> settled = loop.promises().resolved(Done.DONE);
        for (Promise<Action<Workpiece>> step : started)
            settled = settled.flatMap(x -> step.map(action -> Done.DONE).recover(failed -> Done.DONE));
        return settled;
    }

    /** Awaited by who turns the attempt off also while it is just being made; then nothing is done with it. */
    private Promise<Workpiece> draft(ManifestDigest digest, long allowance, Switch attempt) {
        Promise<Workpiece> made =
                loop.offLoop(() -> store.draft(digest, allowance)).map(draft -> new Workpiece(loop, draft));
        attempt.onOff(() -> gone(made));
        return made.flatMap(draft -> attempt.isOff()
                ? loop.promises().failed(new StepFailure(new Fetching.Aborted()))
                : loop.promises().resolved(draft));
    }

    private Promise<Done> gone(Promise<Workpiece> draft) {
        Deferred<Done> gone = loop.promises().deferred();
        draft.onSuccess(made -> gone.resolveWith(made.close())).onFailure(notMade -> gone.resolve(Done.DONE));
        return gone.getPromise();
    }

    private Promise<Commit> verify(ManifestDigest digest, Workpiece made) {
        announcer.announce(new Event.Verifying(digest));
        return made.commit()
                .thenAccept(commit -> announcer.announce(
                        commit instanceof Commit.Stored ? new Event.Verified(digest) : new Event.NotVerified(digest)))
                .onFailure(failed -> announcer.announce(new Event.NotVerified(digest)));
    }

    private static Fetching conclude(ManifestDigest digest, Commit commit) {
        if (commit instanceof Commit.Stored stored) return new Fetching.Stored(stored.path());
        if (commit instanceof Commit.Mismatch mismatch)
            return new Fetching.DigestMismatch(digest, mismatch.actual().digest(), mismatch.difference());
        return new Fetching.BadRecipe("the finished tree", ((Commit.Unfit) commit).why());
    }

    /** Nothing for what is a defect. */
    private static Fetching outcome(Throwable failure) {
        if (failure instanceof StepFailure step) return step.why();
        if (failure instanceof IOException disk) return new Fetching.StoreFailure(DiskFailure.words(disk));
        return null;
    }

    private void announce(ManifestDigest digest, Fetching outcome) {
        if (outcome instanceof Fetching.Stored) announcer.announce(new Event.Stored(digest));
    }
}
