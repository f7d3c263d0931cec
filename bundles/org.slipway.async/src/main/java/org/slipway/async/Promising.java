package org.slipway.async;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;

/** The ways to combine promises that {@link Promise} itself lacks. */
public final class Promising {

    /** A step that was started and now only waits to be applied to what the steps before it made. */
    @FunctionalInterface
    public interface Action<T> {
        Promise<T> apply(T state);
    }

    private Promising() {}

    /**
     * The first of these to resolve, however it resolves. The others go on: turn a switch off to stop them.
     *
     * @throws IllegalArgumentException if there is none, since then nothing would ever come
     */
    public static <T> Promise<T> first(PromiseFactory promises, Collection<? extends Promise<? extends T>> racers) {
        if (racers.isEmpty()) throw new IllegalArgumentException("A race needs at least one racer");
        Deferred<T> winner = promises.deferred();
        // A late answer is refused by the deferred; that is what makes it the first that counts.
        for (Promise<? extends T> racer : racers) {
            racer.onResolve(() -> winner.resolveWith(racer));
        }
        return winner.getPromise();
    }

    /** Applies what was all started already, in the given order: each as soon as it and its predecessors are there. */
    public static <T> Promise<T> inSeries(PromiseFactory promises, List<Promise<Action<T>>> started, T state) {
        Promise<T> done = promises.resolved(state);
        for (Promise<Action<T>> step : started) {
            done = done.flatMap(reached -> step.flatMap(action -> action.apply(reached)));
        }
        return done;
    }

    /** Runs a body, then turns its scope off, whatever happened; the body's own error is never masked. */
    public static <T> Promise<T> using(PromiseFactory promises, Function<Switch, Promise<T>> body) {
        Switch scope = new Switch(promises);
        Promise<T> result = promises.resolved(Done.DONE).flatMap(x -> body.apply(scope));
        Deferred<T> closed = promises.deferred();
        result.onResolve(() -> close(scope, result, closed));
        return closed.getPromise();
    }

    /** {@link #using(PromiseFactory, Function)} with a scope within another one, which also turns it off. */
    public static <T> Promise<T> using(PromiseFactory promises, Switch outer, Function<Switch, Promise<T>> body) {
        return using(promises, inner -> {
            Switch.Registration registration = outer.onOff(() -> inner.off());
            inner.onOff(registration::remove);
            return body.apply(inner);
        });
    }

    private static <T> void close(Switch scope, Promise<T> result, Deferred<T> closed) {
        Promise<Done> off = scope.off();
        off.onSuccess(x -> closed.resolveWith(result));
        off.onFailure(failure -> result.onSuccess(x -> closed.fail(failure)).onFailure(closed::fail));
    }
}
