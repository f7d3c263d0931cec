package org.slipway.feeds.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.feed.FeedPlaces;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;

/** The places that {@link SharedFeedCache} reads. */
@Component
public final class SharedFeedPlaces implements FeedPlaces {

    private final CacheFiles files;

    @Activate
    public SharedFeedPlaces(@Reference org.slipway.api.settings.Places places) {
        this.files = new CacheFiles(places);
    }

    @Override
    public Places of(FeedUri feed) {
        return feed.fold(
                remote -> of(remote, files.document(remote).places()),
                local -> of(local, List.of(local.path())),
                distribution ->
                        new Places(List.of(), files.preferences(distribution).places(), List.of()));
    }

    private Places of(FeedUri feed, List<Path> documents) {
        InterfaceUri named = new InterfaceUri(feed.text());
        List<Path> settings = new ArrayList<>(files.preferences(feed).places());
        settings.addAll(files.preferences(named).places());
        settings.addAll(files.oldPreferences(named).places());
        List<Path> discovered = new ArrayList<>(files.nativeFeed(named).places());
        discovered.addAll(files.sitePackages(named));
        return new Places(documents, List.copyOf(settings), List.copyOf(discovered));
    }
}
