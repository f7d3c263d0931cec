package org.slipway.packages.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.NativePackage;

/** Slackware: one file for each installed package, named {@code man-pages-3.15-noarch-1}. */
final class PackageLog implements Packages {
    private static final Pattern ENTRY =
            Pattern.compile("(?<name>.+)-(?<version>[^-]+)-(?<machine>[^-]+)-(?<build>[^-]+)");

    private final Path database;
    private final Entries entries;
    private final MainProgram main;

    PackageLog(Machine machine) {
        this.database = machine.root().resolve("var/log/packages");
        this.entries = new Entries(database, entry -> parts(entry).map(parts -> parts.group("name")));
        this.main = new MainProgram(machine.root());
    }

    private static Optional<Matcher> parts(String entry) {
        return Optional.of(ENTRY.matcher(entry)).filter(Matcher::matches);
    }

    @Override
    public List<Path> databases() {
        return List.of(database);
    }

    @Override
    public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
        Findings findings = new Findings(Slackware.NAME, "package:slack", feed, main);
        for (NativePackage wanted : Matching.best(packages, Slackware.NAME))
            for (String entry : entries.of(wanted.packageName()))
                parts(entry)
                        .flatMap(PackageLog::version)
                        .ifPresent(it ->
                                findings.installed(wanted, it, Optional.of(QuickTest.exists(database.resolve(entry)))));
        return findings.found();
    }

    private static Optional<PackageVersion> version(Matcher parts) {
        String version = parts.group("version") + "-" + parts.group("build");
        return PackageVersion.of(parts.group("name"), version, parts.group("machine"));
    }
}
