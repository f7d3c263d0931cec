package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.async.Switch;
import org.slipway.cli.internal.PlugInFolder.Entry;
import org.slipway.model.InterfaceUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** All that begin with {@code plugin}. */
final class PlugInCommands {
    private final Services services;
    private final Console console;
    private final PlugIns plugIns;
    private final Optional<Path> home;

    /** @param home of the installation, if there is one */
    PlugInCommands(Services services, Console console, PlugIns plugIns, Optional<Path> home) {
        this.services = services;
        this.console = console;
        this.plugIns = plugIns;
        this.home = home;
    }

    List<Command> all() {
        return List.of(
                new Add(),
                new Listing(),
                new Remove(),
                new PlugInNewCommand(services.loop, services.host, services.dryRun, console, home));
    }

    /** A jar, or the URI of a signed feed whose implementation has the jar. */
    private final class Add extends NamedCommand {
        private final Selecting selecting = new Selecting(services, console);

        Add() {
            super("plugin add", "JAR|URI", Option.JSON, Option.OFFLINE, Option.REFRESH, Option.TRUST);
        }

        @Override
        public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
            if (invocation.words().size() != 1) throw new WrongUsage();
            String typed = invocation.words().get(0);
            // It may need what others offer, and others may have rules for whom to trust.
            return services.loop.offLoop(plugIns::looked).flatMap(x -> add(typed, invocation, scope));
        }

        private Promise<Integer> add(String typed, Invocation invocation, Switch scope) throws Complaint {
            if (!typed.startsWith("http:") && !typed.startsWith("https:") && !typed.endsWith(".xml"))
                return services.loop.offLoop(
                        () -> added(addJar(TypedPath.in(services.host.workingDirectory(), typed)), invocation));
            InterfaceUri uri = new Names(services.host).interfaceUri(typed);
            DriverRequest request = new DriverRequest(
                    Requirements.run(uri).withCommand(Optional.empty()),
                    invocation.has(Option.REFRESH) ? Refresh.ALL : Refresh.AS_NEEDED,
                    Selecting.networkUse(invocation),
                    Goal.DOWNLOAD);
            return selecting
                    .select(request, scope)
                    .flatMap(made -> services.loop.offLoop(() -> added(addFed(made), invocation)));
        }

        private String addJar(Path jar) throws Complaint, IOException {
            PlugIns.Tried tried = tried(jar);
            plugIns.folder().addJar(tried.name(), jar);
            return tried.name();
        }

        private String addFed(Selections selections) throws Complaint, IOException {
            Selection root = selections
                    .get(selections.root())
                    .orElseThrow(() -> new Complaint("The feed has no implementation"));
            ManifestDigest digest = ManifestDigest.best(root.digests())
                    .orElseThrow(
                            () -> new Complaint("The feed's implementation is not kept in the store: add its jar"));
            Path directory = services.store
                    .find(root.digests())
                    .orElseThrow(() -> new Complaint("The feed's implementation is not in the store"));
            Path jar = onlyJar(directory);
            PlugIns.Tried tried = tried(jar);
            plugIns.folder()
                    .addNote(
                            tried.name(),
                            selections.root().interfaceUri().text(),
                            digest,
                            directory.relativize(jar).toString(),
                            tried.hasPolicy());
            return tried.name();
        }

        private Path onlyJar(Path directory) throws Complaint, IOException {
            try (Stream<Path> files = Files.walk(directory)) {
                List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .toList();
                if (jars.size() == 1) return jars.get(0);
                throw new Complaint("The feed's implementation must have exactly one jar, and it has " + jars.size());
            }
        }

        private PlugIns.Tried tried(Path jar) throws Complaint, IOException {
            if (!Files.isRegularFile(jar)) throw new Complaint("There is no file " + jar);
            PlugIns.Tried tried;
            try {
                tried = plugIns.tried(jar);
            } catch (Complaint unfit) {
                throw new Complaint(jar.getFileName() + " is not added: " + unfit.getMessage());
            }
            if (!tried.name().matches("[A-Za-z0-9_][A-Za-z0-9_.-]*"))
                throw new Complaint(jar.getFileName() + " is not added: its Bundle-SymbolicName is no name");
            return tried;
        }

        private int added(String name, Invocation invocation) {
            console.print(
                    invocation.has(Option.JSON)
                            ? new JsonObject().with("name", name).line()
                            : "Added " + name + ": from now on it is there whenever Slipway starts");
            return 0;
        }
    }

    private final class Listing extends SimpleCommand {
        Listing() {
            super(services.loop, "plugin list", "", Option.JSON);
        }

        @Override
        void work(Invocation invocation) throws Exception {
            if (!invocation.words().isEmpty()) throw new WrongUsage();
            List<Entry> entries = plugIns.folder().entries();
            if (invocation.has(Option.JSON)) {
                List<Object> all = entries.stream()
                        .map(Listing::json)
                        .<Object>map(JsonObject::members)
                        .toList();
                console.print(new JsonObject().with("plugins", all).line());
            } else {
                entries.forEach(entry -> console.print(entry.name() + "  " + origin(entry)));
            }
        }

        private static JsonObject json(Entry entry) {
            return new JsonObject()
                    .with("name", entry.name())
                    .with("feed", feed(entry).orElse(null))
                    .with("file", entry.file().toString())
                    .with("problem", problem(entry).orElse(null));
        }

        private static String origin(Entry entry) {
            return problem(entry)
                    .map(problem -> "damaged: " + problem)
                    .or(() -> feed(entry))
                    .orElse(entry.file().toString());
        }

        private static Optional<String> problem(Entry entry) {
            return entry instanceof Entry.Damaged damaged ? Optional.of(damaged.problem()) : Optional.empty();
        }

        private static Optional<String> feed(Entry entry) {
            return entry instanceof Entry.FromFeed fed ? Optional.of(fed.feed()) : Optional.empty();
        }
    }

    private final class Remove extends SimpleCommand {
        Remove() {
            super(services.loop, "plugin remove", "NAME", Option.JSON);
        }

        @Override
        void work(Invocation invocation) throws Exception {
            if (invocation.words().size() != 1) throw new WrongUsage();
            String name = invocation.words().get(0);
            Optional<Entry> known = plugIns.folder().entries().stream()
                    .filter(entry -> entry.name().equals(name))
                    .findFirst();
            if (known.isEmpty() || !plugIns.folder().remove(name))
                throw new Complaint("There is no plug-in called '" + name + "' of yours: see slipway plugin list");
            if (invocation.has(Option.JSON))
                console.print(new JsonObject().with("name", name).line());
        }
    }
}
