package org.slipway.cli.internal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.slipway.api.app.Apps;
import org.slipway.api.app.LauncherScripts;
import org.slipway.api.driver.Driver;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.launch.LaunchPlans;
import org.slipway.api.launch.Launcher;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Settings;
import org.slipway.api.store.Store;
import org.slipway.api.store.Upkeep;
import org.slipway.async.Loop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

/** What commands work with, of which a test has some; the rest is not there. */
final class Equipped {
    private final Map<Class<?>, Object> parts = new HashMap<>();

    Equipped(Loop loop, Path home) {
        with(Loop.class, loop).with(Host.class, new TestHost(Map.of("PATH", "/usr/bin:/bin"), home));
        with(Places.class, new TestPlaces(home)).with(Settings.class, new TestSettings());
    }

    <T> Equipped with(Class<T> type, T part) {
        parts.put(type, part);
        return this;
    }

    private <T> T part(Class<T> type) {
        return type.cast(parts.get(type));
    }

    Services services() {
        return new Services(
                part(Loop.class),
                part(Host.class),
                part(Places.class),
                part(Settings.class),
                part(FeedCache.class),
                null,
                null,
                part(AtomicFiles.class),
                part(Store.class),
                part(Upkeep.class),
                part(Driver.class),
                part(Launcher.class),
                null,
                null,
                part(Apps.class),
                part(LauncherScripts.class),
                part(LaunchPlans.class),
                NoDryRun.begun());
    }
}
