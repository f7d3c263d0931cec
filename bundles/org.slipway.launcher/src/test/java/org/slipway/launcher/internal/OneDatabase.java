package org.slipway.launcher.internal;

import java.nio.file.Path;
import java.util.List;

import org.slipway.api.packages.PackageManager;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.NativePackage;

/** Is there, and has nothing. */
record OneDatabase(Path database) implements PackageManager {
    @Override
    public String distribution() {
        return "Test";
    }

    @Override
    public Presence presence() {
        return Presence.PRESENT;
    }

    @Override
    public List<Path> databases() {
        return List.of(database);
    }

    @Override
    public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
        return Found.NONE;
    }
}
