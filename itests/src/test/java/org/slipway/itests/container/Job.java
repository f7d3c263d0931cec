package org.slipway.itests.container;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.Result;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selections;

/** What an application asks that embeds the platform. */
final class Job {
    private Job() {}

    static Selections select(URI feed) throws Exception {
        Result result = ask(scope -> Services.get(Driver.class).select(request(feed.toString()), scope));
        if (result instanceof Result.Ready ready) return ready.selections();
        throw new AssertionError(result);
    }

    static Acquisition download(Selections selections) throws Exception {
        DriverRequest request = request(selections.root().interfaceUri().text());
        return ask(scope -> Services.get(Driver.class).download(selections, request, scope));
    }

    private static DriverRequest request(String uri) {
        return new DriverRequest(
                Requirements.run(new InterfaceUri(uri)),
                DriverRequest.Refresh.AS_NEEDED,
                Optional.empty(),
                DriverRequest.Goal.RUN);
    }

    private static <T> T ask(Function<Switch, Promise<T>> question) throws Exception {
        Loop loop = Services.get(Loop.class);
        Deferred<T> answer = loop.promises().deferred();
        loop.run(() -> {
            Switch scope = new Switch(loop.promises());
            answer.resolveWith(question.apply(scope)).onResolve(scope::off);
        });
        return answer.getPromise().getValue();
    }
}
