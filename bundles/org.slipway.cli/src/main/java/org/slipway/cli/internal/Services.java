package org.slipway.cli.internal;

import java.util.Optional;

import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.app.Apps;
import org.slipway.api.app.LauncherScripts;
import org.slipway.api.catalog.Catalogs;
import org.slipway.api.driver.Driver;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.FeedFetcher;
import org.slipway.api.launch.LaunchPlans;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Settings;
import org.slipway.api.store.Store;
import org.slipway.api.store.Upkeep;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustLog;
import org.slipway.async.Loop;

/** What the commands work with. */
@Component(service = Services.class)
public final class Services {
    final Loop loop;
    final Host host;
    final Places places;
    final Settings settings;
    final FeedCache feeds;
    private final ComponentServiceObjects<FeedFetcher> fetcher;
    final Signers signers;
    final AtomicFiles files;
    final Store store;
    final Upkeep upkeep;
    final Driver driver;
    final Launchers launchers;
    final TrustDatabase trust;
    final TrustLog log;
    final Apps apps;
    final LauncherScripts scripts;
    final LaunchPlans plans;
    final DryRun dryRun;
    final Catalogs catalogs;

    @Activate
    public Services(
            @Reference Loop loop,
            @Reference Host host,
            @Reference Places places,
            @Reference Settings settings,
            @Reference FeedCache feeds,
            @Reference ComponentServiceObjects<FeedFetcher> fetcher,
            @Reference Signers signers,
            @Reference AtomicFiles files,
            @Reference Store store,
            @Reference Upkeep upkeep,
            @Reference Driver driver,
            @Reference Launchers launchers,
            @Reference TrustDatabase trust,
            @Reference TrustLog log,
            @Reference Apps apps,
            @Reference LauncherScripts scripts,
            @Reference LaunchPlans plans,
            @Reference DryRun dryRun,
            @Reference Catalogs catalogs) {
        this.loop = loop;
        this.host = host;
        this.places = places;
        this.settings = settings;
        this.feeds = feeds;
        this.fetcher = fetcher;
        this.signers = signers;
        this.files = files;
        this.store = store;
        this.upkeep = upkeep;
        this.driver = driver;
        this.launchers = launchers;
        this.trust = trust;
        this.log = log;
        this.apps = apps;
        this.scripts = scripts;
        this.plans = plans;
        this.dryRun = dryRun;
        this.catalogs = catalogs;
    }

    /** Made when it is first asked for: with it come the transport and the keyring, which most commands do without. */
    FeedFetcher fetcher() {
        return fetcher.getService();
    }

    Names names() {
        return new Names(host, new ShortNames(Optional.ofNullable(catalogs)));
    }
}
