package org.slipway.recipes.internal;

import java.io.IOException;
import java.io.InterruptedIOException;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TooLarge;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.store.Draft;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Promising;

/** A draft to which one thing at a time is done, off the loop. It is closed only when nothing is being done to it. */
final class Workpiece {

    /** Something that is done to a tree. */
    interface Change {
        void apply(TreeBuilder tree) throws BadArchive, IOException;
    }

    private final Loop loop;
    private final Draft draft;
    private Promise<?> last;
    private volatile boolean closing;

    Workpiece(Loop loop, Draft draft) {
        this.loop = loop;
        this.draft = draft;
        this.last = loop.promises().resolved(Done.DONE);
    }

    /** @param step which this is, for people */
    Promise<Workpiece> change(String step, Change change) {
        return busy(loop.offLoop(() -> apply(step, change)));
    }

    /** As {@link #change}, of what is still coming. */
    Promise<Workpiece> changeApart(String step, Change change) {
        return busy(loop.apart(() -> apply(step, change)));
    }

    private Done apply(String step, Change change) throws StepFailure {
        try {
            change.apply(draft.tree());
            return Done.DONE;
        } catch (TooLarge refused) {
            throw StepFailure.bad(step, refused.getMessage() + "; the setting unpack_ratio allows more");
        } catch (BadArchive refused) {
            throw StepFailure.bad(step, refused.getMessage());
        } catch (IOException disk) {
            throw new StepFailure(new Fetching.StoreFailure(DiskFailure.words(disk)));
        } catch (RuntimeException | LinkageError | StackOverflowError defect) {
            throw StepFailure.bad(step, defect.toString());
        }
    }

    Promise<Workpiece> change(Promising.Action<TreeBuilder> action) {
        return busy(action.apply(draft.tree()));
    }

    private Promise<Workpiece> busy(Promise<?> work) {
        last = work;
        return work.map(x -> this);
    }

    Promise<Draft.Commit> commit() {
        Promise<Draft.Commit> commit = loop.offLoop(() -> draft.commit(this::isStillWanted));
        last = commit;
        return commit;
    }

    /** Fails if not, from any thread. */
    void isStillWanted(long bytes) throws IOException {
        if (closing) throw new InterruptedIOException("stopped");
    }

    Promise<Done> close() {
        closing = true;
        Deferred<Done> idle = loop.promises().deferred();
        last.onResolve(() -> idle.resolve(Done.DONE));
        return idle.getPromise()
                .flatMap(x -> loop.offLoop(() -> {
                    draft.close();
                    return Done.DONE;
                }));
    }
}
