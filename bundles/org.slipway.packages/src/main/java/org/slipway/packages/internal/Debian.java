package org.slipway.packages.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.packages.PackageManager;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.NativePackage;

/** Debian and its children: what dpkg has installed and, if asked, what apt could install. */
@Component
public final class Debian implements PackageManager {
    private static final String NAME = "Debian";
    private static final Path ROOT = Path.of("/");

    private final DpkgStatus status;
    private final AptCache apt;
    private final MainProgram main;

    @Activate
    public Debian() {
        this(ROOT, new SystemProgram());
    }

    Debian(Path root, Program program) {
        this.status = new DpkgStatus(root.resolve("var/lib/dpkg/status"));
        this.apt = new AptCache(program);
        this.main = new MainProgram(root, new Javas(root)::ofDebian);
    }

    @Override
    public String distribution() {
        return NAME;
    }

    @Override
    public Presence presence() {
        return status.isThere() ? Presence.PRESENT : Presence.ABSENT;
    }

    @Override
    public List<Path> databases() {
        return List.of(status.file());
    }

    @Override
    public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
        List<NativePackage> wanted = Matching.best(packages, NAME);
        if (wanted.isEmpty()) return Found.NONE;
        Findings findings = new Findings(NAME, "package:deb", feed, main);
        try {
            if (depth == Depth.INSTALLABLE) addInstallable(wanted, findings);
            addInstalled(wanted, findings);
        } catch (IOException unreadable) {
            findings.problem("dpkg's database cannot be read: " + unreadable.getMessage());
        }
        return findings.found();
    }

    private void addInstallable(List<NativePackage> wanted, Findings findings) {
        Map<String, PackageVersion> known;
        try {
            known = apt.find(wanted.stream().map(NativePackage::packageName).toList());
        } catch (IOException noApt) {
            findings.problem("apt-cache does not tell what could be installed: " + noApt.getMessage());
            return;
        }
        List<String> unknown = new ArrayList<>();
        for (NativePackage candidate : wanted) {
            PackageVersion available = known.get(candidate.packageName());
            if (available != null) findings.installable(candidate, available);
            else unknown.add(candidate.packageName());
        }
        if (!unknown.isEmpty()) findings.problem("Not known to apt-cache: " + String.join(", ", unknown));
    }

    private void addInstalled(List<NativePackage> wanted, Findings findings) throws IOException {
        DpkgStatus.State now = status.state();
        Optional<QuickTest> test = Optional.of(new QuickTest(status.file(), Optional.of(now.mtime())));
        for (NativePackage candidate : wanted)
            for (PackageVersion installed : now.get(candidate.packageName()))
                findings.installed(candidate, installed, test);
    }
}
