package org.slipway.container.internal;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;
import org.slipway.testkit.ManualLoop;

/** Waits on a loop that the test moves; what is not answered by then never is. */
final class Answered implements Ask {
    private final ManualLoop loop;

    Answered(ManualLoop loop) {
        this.loop = loop;
    }

    @Override
    public <T> T answer(Duration most, Function<Switch, Promise<T>> question) throws Exception {
        Switch scope = loop.scope();
        Promise<T> answer = question.apply(scope);
        loop.run();
        try {
            if (!answer.isDone()) throw new TimeoutException("no answer within " + most.toSeconds() + " s");
            if (answer.getFailure() instanceof Exception failure) throw failure;
            return answer.getValue();
        } finally {
            loop.value(scope.off());
        }
    }
}
