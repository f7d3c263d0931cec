package org.slipway.async;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;

/** So many at a time; who comes when all are taken queues, first come first served. For use on the loop only. */
public final class Permits {

    /** The right to go on, until released. */
    public interface Permit {
        /** Gives the permit to whoever is next. Releasing twice is harmless. */
        void release();
    }

    private final PromiseFactory promises;
    private final Deque<Deferred<Permit>> queue = new ArrayDeque<>();
    private int permits;
    /** Below zero while more are held than there are. */
    private int free;

    public Permits(PromiseFactory promises, int permits) {
        this.promises = promises;
        this.permits = permits;
        this.free = permits;
    }

    /** Changes how many there are. Who has one keeps it; if there are fewer now, the next waits for as many to be released. */
    public void resize(int now) {
        free += now - permits;
        permits = now;
        admit();
    }

    /**
     * Asks for a permit.
     *
     * @param scope when it is turned off, a permit is released; who still queues then gives up the place, and the promise
     *     fails with {@link CancellationException}
     */
    public Promise<Permit> acquire(Switch scope) {
        Deferred<Permit> place = promises.deferred();
        queue.add(place);
        scope.onOff(() -> giveUp(place));
        Promise<Permit> permit = place.getPromise().thenAccept(p -> scope.onOff(p::release));
        admit();
        return permit;
    }

    private void giveUp(Deferred<Permit> place) {
        if (queue.remove(place)) place.fail(new CancellationException());
    }

    private void admit() {
        while (free > 0 && !queue.isEmpty()) {
            free--;
            queue.remove().resolve(new OnePermit());
        }
    }

    private final class OnePermit implements Permit {
        private boolean released;

        @Override
        public void release() {
            if (released) return;
            released = true;
            free++;
            admit();
        }
    }
}
