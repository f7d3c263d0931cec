package org.slipway.examples.stow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.xml.namespace.QName;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.packages.PackageManager;
import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.Stability;
import org.slipway.model.Version;
import org.slipway.model.VersionExpression;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source.Packaged;
import org.slipway.model.feed.Inherited;
import org.slipway.model.feed.NativePackage;

/** A package manager: what the administrator keeps below {@code /usr/local/stow}, in directories such as {@code hello-2.12}. */
@Component
public final class Stow implements PackageManager {
    private final Path root;

    @Activate
    public Stow() {
        this(Path.of("/usr/local/stow"));
    }

    Stow(Path root) {
        this.root = root;
    }

    @Override
    public String distribution() {
        return "Stow";
    }

    @Override
    public Presence presence() {
        return Files.isDirectory(root) ? Presence.PRESENT : Presence.ABSENT;
    }

    @Override
    public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
        List<Implementation> found = new ArrayList<>();
        try (Stream<Path> directories = Files.list(root)) {
            List<String> names =
                    directories.map(it -> it.getFileName().toString()).toList();
            for (NativePackage wanted : packages)
                if (wanted.distributions().isEmpty() || wanted.distributions().contains(distribution()))
                    for (String name : names)
                        version(wanted, name).map(it -> made(feed, wanted, it)).ifPresent(found::add);
        } catch (IOException unreadable) {
            return new Found(List.of(), List.of(root + " cannot be read"));
        }
        return found.isEmpty() ? Found.NONE : new Found(found, List.of());
    }

    private static Optional<Version> version(NativePackage wanted, String directory) {
        String start = wanted.packageName() + "-";
        if (!directory.startsWith(start) || !directory.substring(start.length()).matches("\\d+(\\.\\d+)*"))
            return Optional.empty();
        Optional<String> range = wanted.element().attribute("version");
        return Optional.of(Version.of(directory.substring(start.length())))
                .filter(it ->
                        range.isEmpty() || VersionExpression.ofFeed(range.get()).contains(it));
    }

    private Implementation made(FeedUri master, NativePackage wanted, Version version) {
        String id = "package:stow:" + wanted.packageName() + ":" + version;
        FeedUri feed = new FeedUri.Distribution(master);
        Map<QName, String> attributes = new HashMap<>(wanted.inherited().attributes());
        attributes.putAll(Map.of(new QName("id"), id, new QName("version"), version.toString()));
        attributes.put(new QName("from-feed"), feed.text());
        Inherited given = wanted.inherited();
        Inherited inherited = new Inherited(attributes, given.dependencies(), given.bindings(), given.commands());
        Architecture any = new Architecture(Optional.empty(), Optional.empty());
        Packaged here = new Packaged(distribution(), Packaged.State.INSTALLED);
        return new Implementation(id, feed, version, Stability.PACKAGED, any, inherited, here, wanted.element());
    }
}
