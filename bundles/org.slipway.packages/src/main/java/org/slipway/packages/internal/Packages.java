package org.slipway.packages.internal;

import java.nio.file.Path;
import java.util.List;

import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.NativePackage;

/** What there is on a machine of the distribution that is meant. */
interface Packages {

    /** What changes whenever something is installed; empty if nobody knows. */
    List<Path> databases();

    Found find(FeedUri feed, List<NativePackage> packages, Depth depth);
}
