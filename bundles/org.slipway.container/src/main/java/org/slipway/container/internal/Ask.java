package org.slipway.container.internal;

import java.time.Duration;
import java.util.function.Function;

import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;

/** Asks on the loop, for threads of the container that wait for the answer. */
public interface Ask {

    /**
     * Not from the loop itself.
     *
     * @param most after which the question is given up
     * @throws java.util.concurrent.TimeoutException if there is no answer by then
     * @throws Exception what the answer has failed with
     */
    <T> T answer(Duration most, Function<Switch, Promise<T>> question) throws Exception;
}
