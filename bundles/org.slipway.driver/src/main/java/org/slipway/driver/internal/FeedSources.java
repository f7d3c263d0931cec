package org.slipway.driver.internal;

import java.util.ArrayList;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.feed.FeedSource;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;
import org.slipway.model.InterfaceUri;
import org.slipway.model.feed.FeedImport;

/** Further feeds of an interface that plug-ins know. Off the loop. */
@Component(service = FeedSources.class)
public final class FeedSources {

    @Reference(fieldOption = FieldOption.REPLACE)
    volatile List<FeedSource> sources = List.of();

    private final Providers<FeedSource> providers;

    @Activate
    public FeedSources(@Reference Loop loop, @Reference Announcer announcer) {
        this.providers = new Providers<>(
                loop,
                "feed source",
                () -> Providers.inOrder(List.copyOf(sources)),
                text -> announcer.announce(new Event.Warning(text)));
    }

    List<FeedImport> feeds(InterfaceUri interfaceUri) {
        List<FeedImport> feeds = new ArrayList<>();
        for (Provider<FeedSource> source : providers.healthy())
            source.tryAsk(Provider.AT_ONCE, asked -> List.copyOf(asked.feeds(interfaceUri)))
                    .ifPresent(feeds::addAll);
        return feeds;
    }
}
