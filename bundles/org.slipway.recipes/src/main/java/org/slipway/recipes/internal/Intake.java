package org.slipway.recipes.internal;

import java.net.URI;
import java.util.List;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Promising;
import org.slipway.async.Promising.Action;
import org.slipway.async.Switch;
import org.slipway.recipes.internal.Resources.Resource;
import org.slipway.recipes.internal.Resources.Wanted;

/**
 * A step's file on its way into the tree. It is fetched at once. If it is still coming when the step's turn has come, it is
 * made use of as it comes; else from where it lies.
 */
final class Intake {

    /** So much of it may be there that has not been read yet. */
    private static final long MOST_AHEAD = 4 << 20;

    /** What a step does with its file. */
    interface Use {
        /**
         * @param from where it comes from, as far as that is known
         * @param work to be done off the loop
         */
        Promise<Workpiece> apply(URI from, long size, Work work);
    }

    /** Where a change of the tree is made. */
    interface Work {
        Promise<Workpiece> change(Workpiece.Change change);
    }

    private final Loop loop;
    private final Wanted wanted;
    private final Arrival arrival;
    private final Deferred<Resource> whole;
    private final Switch transfer;

    Intake(Loop loop, Order order, Wanted wanted, Switch scope) {
        this.loop = loop;
        this.wanted = wanted;
        this.arrival = new Arrival(loop, MOST_AHEAD, order.larder()::noteTorn);
        this.whole = loop.promises().deferred();
        // Who stops it waits until it has ended.
        scope.onOff(() -> whole.getPromise().map(x -> Done.DONE).recover(failed -> Done.DONE));
        this.transfer = scope.child();
        scope.onOff(arrival::stop);
    }

    Arrival arrival() {
        return arrival;
    }

    /** Begins to fetch it. What is not known to end is not made use of before it has. */
    Promise<Action<Workpiece>> start(Resources resources, Order order, Use use) {
        Promise<Resource> coming = resources.get(order, wanted, arrival, transfer);
        whole.resolveWith(coming.thenAccept(resource -> arrival.ends(resource.file(), resource.size())));
        whole.getPromise().onFailure(failure -> arrival.stop());
        Promise<Done> there = whole.getPromise().map(x -> Done.DONE);
        boolean waits = wanted.size().isEmpty();
        Promise<Done> ready = waits ? there : Promising.first(loop.promises(), List.of(arrival.begun(), there));
        return ready.map(x -> workpiece -> apply(workpiece, use));
    }

    private Promise<Workpiece> apply(Workpiece workpiece, Use use) {
        if (whole.getPromise().isDone())
            return whole.getPromise()
                    .flatMap(resource -> use.apply(
                            resource.uri(), resource.size(), change -> workpiece.change(wanted.step(), change)));
        URI primary = URI.create(wanted.href());
        return use.apply(primary, wanted.size().getAsLong(), change -> workpiece.changeApart(wanted.step(), change))
                .recoverWith(failed -> because(failed.getFailure()))
                .flatMap(done -> whole.getPromise().map(x -> done));
    }

    /** What the network has run into is why; else nobody needs the rest any more. */
    private Promise<Workpiece> because(Throwable failure) {
        Promise<Workpiece> failed = loop.promises().failed(failure);
        if (whole.getPromise().isDone()) return whole.getPromise().flatMap(x -> failed);
        return transfer.off().recover(unclean -> Done.DONE).flatMap(x -> failed);
    }
}
