package org.slipway.packages.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.FeedUri;
import org.slipway.model.Version;
import org.slipway.model.feed.NativePackage;

/** Fedora, openSUSE and others: what rpm has installed and, if asked, what dnf could install. */
final class RpmDatabase implements Packages {
    private static final Set<String> OLD_JAVAS =
            Set.of("java-1.6.0-openjdk", "java-1.7.0-openjdk", "java-1.6.0-openjdk-devel", "java-1.7.0-openjdk-devel");

    private final Machine machine;
    private final Listing installed;
    private final DnfCache dnf;
    private final MainProgram main;

    RpmDatabase(Machine machine) {
        this.machine = machine;
        this.installed = new Listing(
                machine,
                "rpm-status3.cache",
                List.of("rpm", "-qa", "--qf=%{NAME}\t%{VERSION}-%{RELEASE}\t%{ARCH}\n"),
                RpmDatabase::read);
        this.dnf = new DnfCache(machine.program());
        this.main = new MainProgram(machine.root(), new Javas(machine.root())::ofRpm);
    }

    private static void read(String line, Consumer<PackageVersion> each) {
        String[] parts = line.split("\t");
        // Keys are listed as packages, too.
        if (parts.length == 3 && !parts[0].equals("gpg-pubkey"))
            PackageVersion.of(parts[0], parts[1], parts[2].strip()).ifPresent(each);
    }

    @Override
    public List<Path> databases() {
        return machine.database().map(List::of).orElse(List.of());
    }

    @Override
    public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
        List<NativePackage> wanted = Matching.best(packages, Rpm.NAME);
        Optional<Path> database = machine.database();
        if (wanted.isEmpty() || database.isEmpty()) return Found.NONE;
        Findings findings = new Findings(Rpm.NAME, "package:rpm", feed, main);
        if (depth == Depth.INSTALLABLE) addInstallable(wanted, findings);
        for (NativePackage candidate : wanted) {
            Listing.Installed here = installed.get(database.get(), candidate.packageName());
            for (PackageVersion version : here.versions())
                findings.installed(candidate, javaAsFeedsCount(version), here.test());
        }
        return findings.found();
    }

    private void addInstallable(List<NativePackage> wanted, Findings findings) {
        Map<String, List<PackageVersion>> known;
        try {
            known = dnf.find(wanted.stream().map(NativePackage::packageName).toList());
        } catch (IOException noDnf) {
            findings.problem("dnf does not tell what could be installed: " + noDnf.getMessage());
            return;
        }
        List<String> unknown = new ArrayList<>();
        for (NativePackage candidate : wanted) {
            List<PackageVersion> available = known.getOrDefault(candidate.packageName(), List.of());
            for (PackageVersion version : available) findings.installable(candidate, javaAsFeedsCount(version));
            if (available.isEmpty()) unknown.add(candidate.packageName());
        }
        if (!unknown.isEmpty()) findings.problem("Not known to dnf: " + String.join(", ", unknown));
    }

    /** 1.7.0 is 7.0. Fedora writes dots in the name, openSUSE underscores. */
    private static PackageVersion javaAsFeedsCount(PackageVersion found) {
        String version = found.version().toString();
        boolean old = OLD_JAVAS.contains(found.name().replace('_', '.')) && version.startsWith("1.");
        return old ? found.withVersion(Version.of(version.substring("1.".length()))) : found;
    }
}
