package org.slipway.async;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;

/**
 * What several want at the same time is done once: who comes while it is under way joins. It is stopped when nobody wants
 * it any more. Nothing is kept once it has ended. For use on the loop only.
 *
 * @param <K> names the work
 * @param <V> what it gives
 */
public final class Once<K, V> {

    private final PromiseFactory promises;
    private final V aborted;
    private final Function<V, Promise<Done>> rest;
    private final Map<K, Work> underWay = new HashMap<>();

    /**
     * @param aborted what is given to those whose own scope is turned off
     * @param rest resolves when everything that follows a value has ended too
     */
    public Once(PromiseFactory promises, V aborted, Function<V, Promise<Done>> rest) {
        this.promises = promises;
        this.aborted = aborted;
        this.rest = rest;
    }

    /**
     * Starts work, or joins the one of this name that is under way.
     *
     * @param work its scope is turned off when it has ended, or when the last who wants it does not any more
     * @param scope turned off: the asker does not want it any more
     */
    public Promise<V> get(K name, Function<Switch, Promise<V>> work, Switch scope) {
        if (scope.isOff()) return promises.resolved(aborted);
        Work present = underWay.get(name);
        if (present == null) {
            present = new Work(name);
            underWay.put(name, present);
            present.start(work);
        }
        return present.join(scope);
    }

    private final class Work {
        private final K name;
        private final Switch scope = new Switch(promises);
        private final Deferred<V> value = promises.deferred();
        private final Deferred<Done> ended = promises.deferred();
        private final Deferred<Done> over = promises.deferred();
        private int wanted;

        Work(K name) {
            this.name = name;
        }

        void start(Function<Switch, Promise<V>> work) {
            Promise<V> result = promises.resolved(Done.DONE).flatMap(x -> work.apply(scope));
            value.resolveWith(result);
            result.flatMap(rest::apply).onResolve(() -> {
                ended.resolve(Done.DONE);
                stop();
            });
        }

        Promise<V> join(Switch asker) {
            wanted++;
            Deferred<V> answer = promises.deferred();
            Switch.Registration leaving = asker.onOff(() -> {
                answer.resolveWith(promises.resolved(aborted));
                boolean ending = --wanted == 0 || scope.isOff();
                return ending ? stop() : promises.resolved(Done.DONE);
            });
            over.getPromise().onResolve(leaving::remove);
            answer.resolveWith(value.getPromise());
            return answer.getPromise();
        }

        /** It is over when it is cleaned up and has itself noticed; who leaves before awaits both. */
        private Promise<Done> stop() {
            underWay.remove(name, this);
            if (!scope.isOff()) over.resolveWith(scope.off().flatMap(x -> ended.getPromise()));
            return over.getPromise();
        }
    }
}
