package org.slipway.async;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;

/**
 * The one thread on which all callbacks run and all domain state lives, with its time and its workers. A service.
 *
 * <p>Between two callbacks nobody else touches the state, so there are no locks around it.
 */
@ProviderType
public interface Loop {

    /** Makes promises whose callbacks always run on this loop, never on the caller's thread. */
    PromiseFactory promises();

    /** The only clock that domain code asks. */
    Clock clock();

    /** Runs an action on the loop, after what is queued there. From any thread. */
    void run(Runnable action);

    /**
     * Runs blocking work on one of the workers. The work owns no domain state; what it throws becomes the failure. The
     * promise resolves on the loop.
     */
    <T> Promise<T> offLoop(Callable<T> work);

    /**
     * As {@link #offLoop}, for work that waits for what others bring: on a thread of its own, so that those who wait never
     * take the workers away from those who bring it.
     */
    <T> Promise<T> apart(Callable<T> work);

    /** What work that runs {@link #apart} waits with. From any thread. */
    Bell bell();

    /**
     * Runs work of somebody who may never come back, and waits for it. From any thread; on the loop only for what is to be
     * done at once, and then nothing else happens until it is done. A loop of one thread just runs it.
     *
     * @throws TimeoutException if it takes longer: it is interrupted, and its thread left to it
     */
    default <T> T within(Duration most, Callable<T> work) throws Exception {
        return within(most, () -> 0, work);
    }

    /**
     * As {@link #within(Duration, Callable)}, for work of any length.
     *
     * @param signs changes at least once in that time as long as the work gets on
     */
    default <T> T within(Duration most, LongSupplier signs, Callable<T> work) throws Exception {
        return work.call();
    }

    /**
     * Runs an action on the loop after a time, unless the scope has been turned off. Once it has run, nothing of it is left
     * in the scope. On the loop.
     */
    void after(Duration delay, Runnable action, Switch scope);

    /** Resolves after a time, or as soon as the scope is turned off. On the loop. */
    default Promise<Done> pause(Duration duration, Switch scope) {
        Deferred<Done> over = promises().deferred();
        Switch pause = scope.child();
        pause.onOff(() -> over.resolve(Done.DONE));
        after(duration, pause::off, pause);
        return over.getPromise();
    }
}
