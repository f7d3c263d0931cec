package org.slipway.packages.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.packages.PackageManager;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.NativePackage;
import org.slipway.packages.internal.Machine.Distribution;

/** Cygwin: what {@code cygcheck} lists, until the installer has run again. */
@Component
public final class Cygwin implements PackageManager {
    private static final String NAME = "Cygwin";

    private final Machine machine;
    private final Path log;
    private final Listing installed;
    private final MainProgram main;

    @Activate
    public Cygwin(@Reference Machine machine) {
        this.machine = machine;
        this.log = machine.root().resolve("var/log/setup.log");
        this.installed = new Listing(machine, "cygcheck-status2.cache", List.of("cygcheck", "-c", "-d"), Cygwin::read);
        this.main = new MainProgram(machine.root());
    }

    private static void read(String line, Consumer<PackageVersion> each) {
        String[] parts = line.strip().split("\\s+");
        // The headings have no number where a version would be.
        if (parts.length == 2) PackageVersion.of(parts[0], parts[1], "any").ifPresent(each);
    }

    @Override
    public String distribution() {
        return NAME;
    }

    @Override
    public Presence presence() {
        return machine.presence(Distribution.CYGWIN);
    }

    @Override
    public List<Path> databases() {
        return presence() == Presence.PRESENT ? List.of(log) : List.of();
    }

    @Override
    public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
        Findings findings = new Findings(NAME, "package:cygwin", feed, main);
        for (NativePackage wanted : Matching.best(packages, NAME))
            findings.installed(wanted, installed.get(log, wanted.packageName()));
        return findings.found();
    }
}
