package org.slipway.driver.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Settings;
import org.slipway.api.store.Store;

/** Everything on this machine that a choice depends on. */
@Component(service = Surroundings.class)
public record Surroundings(
        FeedCache cache, Store store, Settings settings, Host host, NativePackages packages, FeedSources sources) {

    @Activate
    public Surroundings(
            @Reference FeedCache cache,
            @Reference Store store,
            @Reference Settings settings,
            @Reference Host host,
            @Reference NativePackages packages,
            @Reference FeedSources sources) {
        this.cache = cache;
        this.store = store;
        this.settings = settings;
        this.host = host;
        this.packages = packages;
        this.sources = sources;
    }
}
