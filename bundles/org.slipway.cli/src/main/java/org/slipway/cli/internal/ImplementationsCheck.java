package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.settings.NetworkUse;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Finding.Severity;
import org.slipway.model.FeedUri;
import org.slipway.model.Requirements;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Lock;
import org.slipway.model.xml.MalformedXml;

/** Whether every implementation of a feed can be had, and is what its digest says. They stay in the store. */
final class ImplementationsCheck {
    private final Services services;

    ImplementationsCheck(Services services) {
        this.services = services;
    }

    /** @param lock absent if it is in a store already */
    private record Wanted(Implementation implementation, int line, Optional<Lock> lock) {}

    Promise<List<Finding>> of(FeedUri asked, byte[] document, Optional<NetworkUse> networkUse, Switch scope) {
        return services.loop.offLoop(() -> wanted(asked, document)).flatMap(all -> services.loop
                .promises()
                .all(all.stream().map(wanted -> one(wanted, networkUse, scope)).toList()));
    }

    private List<Wanted> wanted(FeedUri asked, byte[] bytes) throws MalformedXml {
        FeedDocument document = FeedDocument.of(bytes);
        List<Wanted> all = new ArrayList<>();
        try {
            Feed feed = FeedReader.read(FeedCheck.uri(document).map(FeedUri::of).orElse(asked), document.root());
            for (Implementation implementation : feed.implementations().values())
                if (implementation.source() instanceof Source.Cached cached)
                    all.add(new Wanted(
                            implementation,
                            document.line(implementation),
                            services.store.find(cached.digests()).isPresent()
                                    ? Optional.empty()
                                    : Optional.of(LoneImplementation.of(feed, implementation))));
        } catch (MalformedFeed | IllegalArgumentException toldAlready) {
            // The feed's own check says what is wrong with it.
        }
        return all;
    }

    private Promise<Finding> one(Wanted wanted, Optional<NetworkUse> networkUse, Switch scope) {
        String what = "Version " + wanted.implementation().version();
        if (wanted.lock().isEmpty())
            return services.loop
                    .promises()
                    .resolved(new Finding(
                            Severity.NOTE,
                            wanted.line(),
                            what + " is in the store already, so that it has not been fetched"));
        Lock lock = wanted.lock().get();
        DriverRequest request = new DriverRequest(
                Requirements.run(lock.selections().root().interfaceUri()), Refresh.NONE, networkUse, Goal.DOWNLOAD);
        return services.driver
                .download(lock.selections(), request, scope)
                .flatMap(acquisition -> acquisition.fold(
                        complete ->
                                finding(Severity.NOTE, wanted, what + " has been fetched, and is as its digest says"),
                        failed -> finding(
                                Severity.ERROR,
                                wanted,
                                failed.failures().stream()
                                        .map(FetchSentences::of)
                                        .collect(Collectors.joining("\n"))),
                        aborted -> services.loop.promises().failed(new Complaint("Stopped", Status.STOPPED))));
    }

    private Promise<Finding> finding(Severity severity, Wanted wanted, String text) {
        return services.loop.promises().resolved(new Finding(severity, wanted.line(), text));
    }
}
