package org.slipway.driver.internal;

import java.util.ArrayList;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.feed.FeedSource;
import org.slipway.model.InterfaceUri;
import org.slipway.model.feed.FeedImport;

/** Further feeds of an interface that plug-ins know. Off the loop. */
@Component(service = FeedSources.class)
public final class FeedSources {

    @Reference(fieldOption = FieldOption.REPLACE)
    private volatile List<FeedSource> sources = List.of();

    @Activate
    public FeedSources() {}

    FeedSources(List<FeedSource> sources) {
        this.sources = sources;
    }

    List<FeedImport> feeds(InterfaceUri interfaceUri) {
        List<FeedImport> feeds = new ArrayList<>();
        for (FeedSource source : sources) feeds.addAll(source.feeds(interfaceUri));
        return feeds;
    }
}
