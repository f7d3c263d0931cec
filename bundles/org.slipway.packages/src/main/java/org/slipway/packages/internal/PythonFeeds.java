package org.slipway.packages.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.Importance;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Role;
import org.slipway.model.Stability;
import org.slipway.model.Version;
import org.slipway.model.feed.Command;
import org.slipway.model.feed.Dependency;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source.Packaged;
import org.slipway.model.feed.Inherited;
import org.slipway.model.feed.NativePackage;
import org.slipway.model.xml.Element;

/**
 * The Pythons that are on the path where no package manager tells of them. It goes by feeds, not by names of packages: those of
 * Python and of its binding to GObject.
 */
final class PythonFeeds implements Packages {
    private static final String ROSCIDUS = "http://repo.roscidus.com/python/python";
    private static final String APPS = "https://apps.0install.net/python/python.xml";
    private static final Set<String> PYTHONS = Set.of(ROSCIDUS, APPS);
    /** Feeds of the binding, with that of the Python that it is for. */
    private static final Map<String, String> BINDINGS = Map.of(
            "http://repo.roscidus.com/python/python-gobject", ROSCIDUS,
            "https://apps.0install.net/python/pygobject.xml", APPS);

    private final Machine machine;
    private final Pythons pythons;

    PythonFeeds(Machine machine) {
        this.machine = machine;
        this.pythons = new Pythons(machine);
    }

    /** Files on the path, there or not: a Python that comes, changes or goes is one of them. */
    @Override
    public List<Path> databases() {
        return pythons.candidates();
    }

    @Override
    public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
        Map<String, Implementation> found = new LinkedHashMap<>();
        if (PYTHONS.contains(feed.text()))
            for (Pythons.Python python : pythons.all()) python(feed, python).ifPresent(it -> found.put(it.id(), it));
        Optional<String> needed = Optional.ofNullable(BINDINGS.get(feed.text()));
        if (needed.isPresent())
            for (Pythons.Python python : pythons.all())
                python.binding()
                        .flatMap(binding -> binding(feed, binding, needed.get()))
                        .ifPresent(it -> found.put(it.id(), it));
        return found.isEmpty() ? Found.NONE : new Found(List.copyOf(found.values()), List.of());
    }

    private Optional<Implementation> python(FeedUri feed, Pythons.Python python) {
        Map<String, Command> run = MainProgram.at(python.itself().program().toString(), Map.of());
        return made(feed, "python", python.itself(), List.of(), run);
    }

    /** It works with no other Python than these. */
    private Optional<Implementation> binding(FeedUri feed, Pythons.Found binding, String python) {
        Dependency restriction = new Dependency(
                Role.binary(new InterfaceUri(python)),
                Importance.RESTRICTS,
                List.of(),
                Optional.of(List.of(HostPython.NAME)),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                List.of(),
                Element.of("restricts").with("interface", python).with("distribution", HostPython.NAME));
        return made(feed, "python-gobject", binding, List.of(restriction), Map.of());
    }

    private Optional<Implementation> made(
            FeedUri feed,
            String name,
            Pythons.Found found,
            List<Dependency> dependencies,
            Map<String, Command> commands) {
        Version version;
        Map<QName, String> attributes = new LinkedHashMap<>();
        try {
            QuickTest.unchanged(found.program()).addTo(attributes);
            version = Version.of(found.version());
        } catch (IOException | IllegalArgumentException unusable) {
            return Optional.empty();
        }
        String id = "package:host:" + name + ":" + found.version();
        FeedUri distribution = new FeedUri.Distribution(feed);
        attributes.put(new QName("from-feed"), distribution.text());
        attributes.put(new QName("id"), id);
        attributes.put(new QName("stability"), "packaged");
        attributes.put(new QName("version"), found.version());
        attributes.put(new QName("package"), "host-" + name);
        return Optional.of(new Implementation(
                id,
                distribution,
                version,
                Stability.PACKAGED,
                new Architecture(Optional.empty(), Optional.of(machine.cpu())),
                new Inherited(attributes, dependencies, List.of(), commands),
                new Packaged(HostPython.NAME, Packaged.State.INSTALLED),
                Element.of("package-implementation").with("package", "host-" + name)));
    }
}
