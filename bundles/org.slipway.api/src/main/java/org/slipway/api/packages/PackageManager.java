package org.slipway.api.packages;

import java.nio.file.Path;
import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.NativePackage;

/** What one distribution's package manager has. */
@ConsumerType
public interface PackageManager {

    /** The distribution's name as feeds write it in {@code distributions}: {@code Debian}, {@code RPM}, {@code Arch}. */
    String distribution();

    /** Whether this is the package manager of this machine. */
    Presence presence();

    enum Presence {
        PRESENT,
        ABSENT
    }

    /**
     * The files, there or not, that change whenever what is installed changes; none if nobody knows. Where one of them is on the
     * {@code PATH}, launch plans of feeds with native packages are for that {@code PATH} only.
     */
    default List<Path> databases() {
        return List.of();
    }

    /**
     * The implementations that these packages make.
     *
     * @param feed the feed that names the packages
     * @param depth whether to ask also for what could be installed, which may take seconds
     */
    Found find(FeedUri feed, List<NativePackage> packages, Depth depth);

    enum Depth {
        INSTALLED,
        INSTALLABLE
    }

    /** @param problems for the user, shown with the interface if nothing can be chosen */
    record Found(List<Implementation> implementations, List<String> problems) {
        public static final Found NONE = new Found(List.of(), List.of());
    }
}
