package org.slipway.launcher.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.FeedPlaces;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.api.packages.PackageManager;
import org.slipway.api.packages.PackageManager.Presence;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;
import org.slipway.api.store.Store;
import org.slipway.model.FeedUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** What must be as it is now for the same request to have the same result. */
final class Conditions {
    /** Where {@code cli} finds plug-ins, any of which may change everything, besides the folders of the variable. */
    private static final String PLUG_INS = "slipway/plugins";

    private static final String MORE_PLUG_INS = "SLIPWAY_PLUGINS";

    /** What decides where files are, what language is spoken, and who has a say. */
    private static final List<String> VARIABLES = List.of(
            "HOME",
            "ZEROINSTALL_PORTABLE_BASE",
            "XDG_CONFIG_HOME",
            "XDG_CONFIG_DIRS",
            "XDG_CACHE_HOME",
            "XDG_CACHE_DIRS",
            "XDG_DATA_HOME",
            "XDG_DATA_DIRS",
            "LC_ALL",
            "LC_MESSAGES",
            "LANG",
            "LANGUAGE",
            MORE_PLUG_INS);

    private static final List<String> SETTINGS = List.of(
            "injector/global",
            "injector/slipway",
            "injector/trustdb.xml",
            "injector/trust-policy",
            "injector/implementation-dirs");

    /** What loads programs of one kind: with the first, 32-bit ones run on a 64-bit Linux. Machines of several kinds may share a home. */
    private static final List<Path> LOADERS = Stream.of(
                    "/lib/ld-linux.so.2",
                    "/lib64/ld-linux-x86-64.so.2",
                    "/lib/ld-linux-aarch64.so.1",
                    "/lib/ld-linux-armhf.so.3",
                    "/lib/ld-linux-riscv64-lp64d.so.1",
                    "/lib64/ld64.so.2",
                    "/lib/ld64.so.1",
                    "/lib/ld-musl-x86_64.so.1",
                    "/lib/ld-musl-aarch64.so.1")
            .map(Path::of)
            .toList();

    final Map<String, Optional<String>> variables = new LinkedHashMap<>();
    /** Files and directories that must not change, or must not appear. */
    final Set<Path> unchanged = new LinkedHashSet<>();
    /** What must go on being there or not being there. */
    final Set<Path> presence = new LinkedHashSet<>();

    final Set<Path> executed = new LinkedHashSet<>();
    final Set<Path> entries = new LinkedHashSet<>();
    private final List<String> doubts = new ArrayList<>();
    private final Host host;

    Conditions(Host host, Places places) throws IOException {
        this.host = host;
        VARIABLES.forEach(this::variable);
        for (Path config : places.configs()) for (String file : SETTINGS) unchanged.add(config.resolve(file));
        plugIns(places.data().resolve(PLUG_INS));
        for (String folder : host.environment().getOrDefault(MORE_PLUG_INS, "").split(File.pathSeparator)) {
            if (folder.isEmpty()) continue;
            if (Path.of(folder).isAbsolute()) plugIns(Path.of(folder));
            else doubt("in another directory, " + MORE_PLUG_INS + " names other plug-ins");
        }
    }

    private void plugIns(Path folder) throws IOException {
        unchanged.add(folder);
        if (!Files.isDirectory(folder)) return;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) unchanged.add(file);
        }
    }

    private void variable(String name) {
        variables.put(name, Optional.ofNullable(host.environment().get(name)));
    }

    /** Why there can be no plan; empty if there can. */
    Optional<String> doubt() {
        return doubts.stream().findFirst();
    }

    void doubt(String why) {
        doubts.add(why);
    }

    void script(ScriptMaker.Script script) {
        if (!script.unreadable().isEmpty())
            doubt("no shell can read the variables " + String.join(", ", script.unreadable()));
        executed.addAll(script.executed());
        presence.addAll(script.programs());
        presence.removeAll(executed);
        unchanged.addAll(script.launchers());
    }

    /** Where each selection is; one that comes to be there in a better place would be used instead. */
    void selections(Selections selections, Store store) {
        for (Selection selection : selections.selections()) {
            if (selection.nativePackage().isPresent()) installed(selection);
            else if (selection.localPath().isPresent())
                presence.add(selection.localPath().get());
            else stored(selection, store);
        }
    }

    private void installed(Selection selection) {
        Optional<String> file = selection.element().attribute("quick-test-file");
        if (file.isEmpty()) doubt("only the package manager knows whether " + selection.id() + " is installed");
        else unchanged.add(Path.of(file.get()));
    }

    private void stored(Selection selection, Store store) {
        Optional<Path> found = store.find(selection.digests());
        if (found.isEmpty()) {
            doubt(selection.id() + " is not in a store");
            return;
        }
        entries.add(found.get());
        List<ManifestDigest> digests = selection.digests().stream()
                .sorted(java.util.Comparator.comparing(ManifestDigest::algorithm))
                .toList();
        for (ManifestDigest digest : digests) {
            for (Path directory : store.directories()) {
                Path better = directory.resolve(digest.directoryName());
                if (better.equals(found.get())) return;
                presence.add(better);
            }
        }
    }

    void feed(FeedUri feed, FeedPlaces places) {
        FeedPlaces.Places of = places.of(feed);
        unchanged.addAll(of.documents());
        unchanged.addAll(of.settings());
        for (Path discovered : of.discovered()) {
            if (Files.exists(discovered)) doubt("feeds may be found in " + discovered);
            presence.add(discovered);
        }
    }

    /** What a choice depends on besides its feeds. */
    void choice(Set<FeedUri> feeds, FeedCache cache, Store store, List<PackageManager> managers) {
        unchanged.addAll(store.directories());
        presence.addAll(LOADERS);
        for (PackageManager manager : managers) unchanged.addAll(manager.databases());
        boolean unknown = managers.stream()
                .anyMatch(manager -> manager.presence() == Presence.PRESENT
                        && manager.databases().isEmpty());
        for (FeedUri uri : feeds) {
            Optional<Feed> feed = read(uri, cache);
            if (feed.isEmpty()) continue;
            if (!feed.get().nativePackages().isEmpty()) {
                if (unknown) doubt("nobody knows when the native packages of " + uri + " change");
                if (managers.stream().anyMatch(this::looksOnPath)) variable("PATH");
            }
            for (Implementation implementation : feed.get().implementations().values())
                if (implementation.source() instanceof Implementation.Source.Local local) presence.add(local.path());
        }
    }

    /** On another path it would find other programs. */
    private boolean looksOnPath(PackageManager manager) {
        List<String> directories =
                List.of(host.environment().getOrDefault("PATH", "").split(":"));
        return manager.databases().stream()
                .map(Path::getParent)
                .anyMatch(parent -> directories.stream().map(Path::of).anyMatch(parent::equals));
    }

    private static Optional<Feed> read(FeedUri uri, FeedCache cache) {
        try {
            return cache.get(uri);
        } catch (UnusableFeed unusable) {
            return Optional.empty();
        }
    }
}
