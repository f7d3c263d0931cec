package org.slipway.packages.internal;

import java.util.Locale;
import java.util.Optional;

import org.slipway.model.Version;

/**
 * A version of a package for an architecture.
 *
 * @param cpu as feeds write it; {@code *} for any
 */
record PackageVersion(String name, Version version, String cpu) {

    /** Absent if the version has no number. */
    static Optional<PackageVersion> of(String name, String version, String machine) {
        return DistributionVersion.clean(version).map(clean -> new PackageVersion(name, clean, cpu(machine)));
    }

    PackageVersion withVersion(Version other) {
        return new PackageVersion(name, other, cpu);
    }

    private static String cpu(String machine) {
        return switch (machine.toLowerCase(Locale.ROOT)) {
            case "all", "any", "noarch", "(none)" -> "*";
            case "amd64" -> "x86_64";
            case "x86" -> "i386";
            case "i86pc" -> "i686";
            case "armhf", "armv6h" -> "armv6l";
            case "arm64" -> "aarch64";
            default -> machine;
        };
    }
}
