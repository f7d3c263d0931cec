package org.slipway.itests.container;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.Result;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selections;

/** What an application asks that embeds the platform. */
public final class Job {
    private Job() {}

    public static Selections select(URI feed) throws Exception {
        Result result = solve(feed, DriverRequest.Refresh.AS_NEEDED);
        if (result instanceof Result.Ready ready) return ready.selections();
        throw new AssertionError(result);
    }

    public static Result solve(URI feed, DriverRequest.Refresh refresh) throws Exception {
        return solve(request(feed.toString(), refresh));
    }

    public static Result solve(DriverRequest request) throws Exception {
        return ask(scope -> Services.get(Driver.class).select(request, scope));
    }

    public static Acquisition download(Selections selections) throws Exception {
        DriverRequest request = request(selections.root().interfaceUri().text(), DriverRequest.Refresh.AS_NEEDED);
        return ask(scope -> Services.get(Driver.class).download(selections, request, scope));
    }

    public static Download fetch(URI uri, Path file) throws Exception {
        DownloadRequest request = DownloadRequest.to(uri, file).build();
        return ask(scope -> Services.get(Transport.class).download(request, scope));
    }

    private static DriverRequest request(String uri, DriverRequest.Refresh refresh) {
        return new DriverRequest(
                Requirements.run(new InterfaceUri(uri)), refresh, Optional.empty(), DriverRequest.Goal.RUN);
    }

    private static <T> T ask(Function<Switch, Promise<T>> question) throws Exception {
        Loop loop = Services.get(Loop.class);
        Deferred<T> answer = loop.promises().deferred();
        loop.run(() -> answer.resolveWith(Promising.using(loop.promises(), question)));
        return answer.getPromise().getValue();
    }
}
