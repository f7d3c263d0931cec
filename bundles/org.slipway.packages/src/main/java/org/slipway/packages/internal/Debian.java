package org.slipway.packages.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.namespace.QName;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.packages.PackageManager;
import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.Stability;
import org.slipway.model.VersionExpression;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source.Packaged;
import org.slipway.model.feed.Implementation.Source.Packaged.State;
import org.slipway.model.feed.Inherited;
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
        this(ROOT, AptCache::start);
    }

    Debian(Path root, AptCache.Program aptCache) {
        this.status = new DpkgStatus(root.resolve("var/lib/dpkg/status"));
        this.apt = new AptCache(aptCache);
        this.main = new MainProgram(root);
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
        Search search = new Search(feed, wanted);
        try {
            if (depth == Depth.INSTALLABLE) search.addInstallable();
            search.addInstalled();
        } catch (IOException unreadable) {
            search.problems.add("dpkg's database cannot be read: " + unreadable.getMessage());
        }
        return search.found();
    }

    private final class Search {
        private final FeedUri feed;
        private final List<NativePackage> wanted;
        /** By id; what is installed replaces what could be. */
        private final Map<String, Implementation> implementations = new LinkedHashMap<>();

        private final List<String> problems = new ArrayList<>();

        Search(FeedUri feed, List<NativePackage> wanted) {
            this.feed = feed;
            this.wanted = wanted;
        }

        Found found() {
            return new Found(List.copyOf(implementations.values()), List.copyOf(problems));
        }

        void addInstallable() {
            Map<String, DebianPackage> known = Map.of();
            try {
                known = apt.find(wanted.stream().map(NativePackage::packageName).toList());
            } catch (IOException noApt) {
                // Then nothing can be installed by it, which is what is said of the packages below.
            }
            List<String> unknown = new ArrayList<>();
            for (NativePackage candidate : wanted) {
                DebianPackage available = known.get(candidate.packageName());
                if (available != null) add(candidate, available, State.INSTALLABLE, Optional.empty());
                else unknown.add(candidate.packageName());
            }
            if (!unknown.isEmpty()) problems.add("Not known to apt-cache: " + String.join(", ", unknown));
        }

        void addInstalled() throws IOException {
            DpkgStatus.State now = status.state();
            for (NativePackage candidate : wanted)
                for (DebianPackage installed : now.get(candidate.packageName()))
                    add(candidate, installed, State.INSTALLED, Optional.of(now.mtime()));
        }

        private void add(NativePackage candidate, DebianPackage found, State state, Optional<Long> mtime) {
            if (!isWanted(candidate, found)) return;
            String id = "package:deb:" + found.name() + ":" + found.version() + ":" + found.cpu();
            Map<QName, String> attributes =
                    new LinkedHashMap<>(candidate.inherited().attributes());
            attributes.put(new QName("id"), id);
            attributes.put(new QName("version"), found.version().toString());
            attributes.put(new QName("from-feed"), new FeedUri.Distribution(feed).text());
            mtime.ifPresent(time -> {
                attributes.put(new QName("quick-test-file"), status.file().toString());
                attributes.put(new QName("quick-test-mtime"), Long.toString(time));
            });
            Inherited given = candidate.inherited();
            Inherited inherited = new Inherited(
                    attributes,
                    given.dependencies(),
                    given.bindings(),
                    state == State.INSTALLED ? main.corrected(given.commands(), found) : given.commands());
            implementations.put(
                    id,
                    new Implementation(
                            id,
                            new FeedUri.Distribution(feed),
                            found.version(),
                            Stability.PACKAGED,
                            new Architecture(
                                    Optional.empty(), Optional.of(found.cpu()).filter(cpu -> !cpu.equals("*"))),
                            inherited,
                            new Packaged(NAME, state),
                            candidate.element()));
        }

        /** Here the {@code version} attribute is a range, not the version. */
        private boolean isWanted(NativePackage candidate, DebianPackage found) {
            return candidate
                    .element()
                    .attribute("version")
                    .map(range -> VersionExpression.ofFeed(range).contains(found.version()))
                    .orElse(true);
        }
    }
}
