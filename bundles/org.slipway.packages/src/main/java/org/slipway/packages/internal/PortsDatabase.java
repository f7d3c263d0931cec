package org.slipway.packages.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.NativePackage;

/**
 * FreeBSD and its relatives: the directories that {@code pkg_add} has left, or where {@code pkg} has taken over, what that
 * lists. The reference knows the directories only.
 */
final class PortsDatabase implements Packages {
    private static final Pattern ENTRY = Pattern.compile("(.+)-([^-]+)");

    private final Machine machine;
    private final Path database;
    private final Path pkg;
    private final Entries entries;
    private final Listing listing;
    private final MainProgram main;

    PortsDatabase(Machine machine) {
        this.machine = machine;
        this.database = machine.root().resolve("var/db/pkg");
        this.pkg = database.resolve("local.sqlite");
        this.entries = new Entries(database, PortsDatabase::name);
        this.listing = new Listing(machine, "slipway-pkg.cache", List.of("pkg", "query", "%n\t%v"), this::read);
        this.main = new MainProgram(machine.root());
    }

    private static Optional<String> name(String entry) {
        return Optional.of(ENTRY.matcher(entry)).filter(Matcher::matches).map(parts -> parts.group(1));
    }

    private void read(String line, Consumer<PackageVersion> each) {
        String[] parts = line.split("\t");
        if (parts.length == 2)
            PackageVersion.of(parts[0], parts[1], machine.cpu()).ifPresent(each);
    }

    @Override
    public List<Path> databases() {
        return List.of(database, pkg);
    }

    @Override
    public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
        Findings findings = new Findings(Ports.NAME, "package:ports", feed, main);
        for (NativePackage wanted : Matching.best(packages, Ports.NAME)) {
            Listing.Installed here = Files.exists(pkg)
                    ? listing.get(pkg, wanted.packageName())
                    : new Listing.Installed(unpacked(wanted.packageName()), Optional.empty());
            findings.installed(wanted, here);
        }
        return findings.found();
    }

    private List<PackageVersion> unpacked(String name) {
        List<PackageVersion> versions = new ArrayList<>();
        for (String entry : entries.of(name))
            if (Files.isDirectory(database.resolve(entry)))
                PackageVersion.of(name, entry.substring(name.length() + 1), machine.cpu())
                        .ifPresent(versions::add);
        return versions;
    }
}
