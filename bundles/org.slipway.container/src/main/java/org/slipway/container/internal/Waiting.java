package org.slipway.container.internal;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.async.Loop;
import org.slipway.async.Promising;
import org.slipway.async.Switch;

/** The one place where the container's threads wait for the loop. Who is interrupted, or has waited enough, stops what was asked. */
@Component
public final class Waiting implements Ask {
    private final Loop loop;

    @Activate
    public Waiting(@Reference Loop loop) {
        this.loop = loop;
    }

    @Override
    public <T> T answer(Duration most, Function<Switch, Promise<T>> question) throws Exception {
        Switch given = new Switch(loop.promises());
        Deferred<Promise<T>> begun = loop.promises().deferred();
        loop.run(() -> begun.resolve(Promising.using(loop.promises(), given, question)));
        Promise<T> answer = begun.getPromise().flatMap(asked -> asked);
        CountDownLatch ended = new CountDownLatch(1);
        answer.onResolve(ended::countDown);
        boolean inTime = false;
        try {
            inTime = ended.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!inTime) loop.run(given::off);
        }
        if (!inTime) throw new TimeoutException("no answer within " + most.toSeconds() + " s");
        return value(answer);
    }

    private static <T> T value(Promise<T> answer) throws Exception {
        try {
            return answer.getValue();
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof Exception failure) throw failure;
            throw failed;
        }
    }
}
