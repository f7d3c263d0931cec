package org.slipway.async;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;

/**
 * A scope that is turned off once, and then cleans up: hooks run in the reverse order of their registration, each awaited
 * before the next. Cancelling means turning the switch off. It is the last parameter of whatever can leave something
 * behind. For use on the loop only.
 */
public final class Switch {

    /** Undoes a registration. */
    public interface Registration {
        /** Forgets the hook, if it has not been run yet. */
        void remove();
    }

    private final PromiseFactory promises;
    private final Deque<Supplier<Promise<Done>>> hooks = new ArrayDeque<>();
    private Promise<Done> off;

    public Switch(PromiseFactory promises) {
        this.promises = promises;
    }

    public boolean isOff() {
        return off != null;
    }

    /**
     * Runs a hook when this is turned off: while that goes on, as the next one; at once if it has ended, and then nobody
     * waits for it. A hook that fails does not keep the others from running.
     */
    public Registration onOff(Supplier<Promise<Done>> hook) {
        if (isOff() && off.isDone()) {
            call(hook);
            return () -> {};
        }
        // A wrapper of its own: the same hook may be registered twice.
        Supplier<Promise<Done>> entry = () -> call(hook);
        hooks.push(entry);
        return () -> hooks.remove(entry);
    }

    /** {@link #onOff} for a hook that does not take time. */
    public Registration onOff(Runnable hook) {
        return onOff(() -> {
            hook.run();
            return promises.resolved(Done.DONE);
        });
    }

    /** A scope within this one: turned off with it, or before it on its own. */
    public Switch child() {
        Switch child = new Switch(promises);
        Registration registration = onOff(() -> child.off());
        child.onOff(registration::remove);
        return child;
    }

    /**
     * Turns the switch off. Turning it off again gives the same promise.
     *
     * @return resolves when every hook has ended; fails with the first error among them
     */
    public Promise<Done> off() {
        if (off != null) return off;
        Deferred<Done> ended = promises.deferred();
        off = ended.getPromise();
        next(ended, null);
        return off;
    }

    private void next(Deferred<Done> ended, Throwable first) {
        if (hooks.isEmpty()) {
            if (first == null) ended.resolve(Done.DONE);
            else ended.fail(first);
            return;
        }
        hooks.pop()
                .get()
                .onSuccess(x -> next(ended, first))
                .onFailure(failure -> next(ended, first == null ? failure : first));
    }

    private Promise<Done> call(Supplier<Promise<Done>> hook) {
        try {
            return hook.get();
        } catch (RuntimeException | Error failure) {
            return promises.failed(failure);
        }
    }
}
