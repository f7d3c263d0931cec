package org.slipway.api.solver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.api.feed.FeedPreferences;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.api.packages.PackageManager;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.NetworkUse;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Stability;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;

/** The world as one solve sees it. Asked twice, it gives the same answer. */
@ProviderType
public interface Snapshot {

    /** A feed, or why there is none. */
    Lookup feed(FeedUri uri);

    /**
     * @param feed absent if it is not there
     * @param problem why, for the user, if it is there but unusable
     */
    record Lookup(Optional<Feed> feed, Optional<String> problem) {}

    FeedPreferences preferences(FeedUri feed);

    InterfacePreferences preferences(InterfaceUri interfaceUri);

    /** What the distribution has for the feed's {@code package-implementation} elements. */
    PackageManager.Found nativePackages(Feed feed);

    /** Whether an implementation is here already. */
    Availability availability(Implementation implementation);

    enum Availability {
        AVAILABLE,
        /** Not here, but can be had without the network: relative archives of local feeds. */
        RETRIEVABLE_OFFLINE,
        MISSING
    }

    NetworkUse networkUse();

    /** The policy for interfaces without one of their own: {@code STABLE}, or {@code TESTING} for those who help. */
    Stability stabilityPolicy();

    /** The machine that is selected for, where the requirements do not say otherwise. */
    Host.Platform platform();

    /** Whether 32-bit programs run here beside 64-bit ones: on Linux, whether the 32-bit linker is installed. */
    default MultiArch multiArch() {
        return MultiArch.UNSUPPORTED;
    }

    enum MultiArch {
        SUPPORTED,
        UNSUPPORTED
    }

    /** Languages in order of preference, as {@code en_GB}. */
    List<String> languages();

    /** Where a solver can leave what it has found out, for the next solve of the same run. One solve at a time has it. */
    default Map<Object, Object> notes() {
        return new HashMap<>();
    }
}
