package org.slipway.packages.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.NativePackage;

/** Cygwin: what {@code cygcheck} lists, until the installer has run again. */
final class CygwinList implements Packages {
    private final Path log;
    private final Listing installed;
    private final MainProgram main;

    CygwinList(Machine machine) {
        this.log = machine.root().resolve("var/log/setup.log");
        this.installed =
                new Listing(machine, "cygcheck-status2.cache", List.of("cygcheck", "-c", "-d"), CygwinList::read);
        this.main = new MainProgram(machine.root());
    }

    private static void read(String line, Consumer<PackageVersion> each) {
        String[] parts = line.strip().split("\\s+");
        // The headings have no number where a version would be.
        if (parts.length == 2) PackageVersion.of(parts[0], parts[1], "any").ifPresent(each);
    }

    @Override
    public List<Path> databases() {
        return List.of(log);
    }

    @Override
    public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
        Findings findings = new Findings(Cygwin.NAME, "package:cygwin", feed, main);
        for (NativePackage wanted : Matching.best(packages, Cygwin.NAME))
            findings.installed(wanted, installed.get(log, wanted.packageName()));
        return findings.found();
    }
}
