package org.slipway.packages.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.NativePackage;

/** A Mac with MacPorts: the ports that are active. */
final class PortRegistry implements Packages {
    /** {@code python27 @2.7.18_2+universal (active) ...}: variants do not count. */
    private static final Pattern ACTIVE = Pattern.compile("\\s+(\\S+) @*([^\\s+]+)(?:\\+\\S*)? \\(active\\).*");

    private final Path database;
    private final Listing installed;
    private final MainProgram main;

    PortRegistry(Machine machine) {
        this.database = machine.root().resolve("opt/local/var/macports/registry/registry.db");
        this.installed =
                new Listing(machine, "macports-status2.cache", List.of("port", "-v", "installed"), PortRegistry::read);
        this.main = new MainProgram(machine.root(), List.of("opt/local/bin"));
    }

    private static void read(String line, Consumer<PackageVersion> each) {
        Matcher active = ACTIVE.matcher(line);
        // For 0install all are for any processor; other identifiers would not be found again.
        if (active.matches())
            PackageVersion.of(active.group(1), active.group(2), "any").ifPresent(each);
    }

    @Override
    public List<Path> databases() {
        return List.of(database);
    }

    @Override
    public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
        Findings findings = new Findings(MacPorts.NAME, "package:macports", feed, main);
        for (NativePackage wanted : Matching.best(packages, MacPrograms.BESIDE_PORTS))
            findings.installed(wanted, installed.get(database, wanted.packageName()));
        return findings.found();
    }
}
