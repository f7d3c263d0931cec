package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.store.Verification;
import org.slipway.async.Switch;
import org.slipway.model.InterfaceUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.Requirements;
import org.slipway.model.Version;
import org.slipway.model.feed.Command;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/**
 * {@code self update}: fetches the newest Slipway from its feed as any other implementation, and lets the installation
 * start it from now on, if it is newer, is what its digest says, and starts.
 */
final class SelfUpdateCommand extends NamedCommand {
    private static final String ELSEWHERE =
            "Nothing has been changed. If Slipway is published somewhere else, say where:"
                    + " slipway config self_update_uri URI. By hand, move this directory away and unpack a newer one there";

    private final Services services;
    private final Console console;
    private final Version installed;
    private final Optional<Installation> installation;
    private final RunningPrograms running;
    private final Selecting selecting;
    private final Trial trial;

    SelfUpdateCommand(
            Services services,
            Console console,
            Version installed,
            Optional<Installation> installation,
            RunningPrograms running) {
        super("self update", "", Option.JSON, Option.OFFLINE, Option.TRUST);
        this.services = services;
        this.console = console;
        this.installed = installed;
        this.installation = installation;
        this.running = running;
        this.selecting = new Selecting(services, console);
        this.trial = new Trial(services.host.environment());
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        InterfaceUri feed = feed();
        NetworkUse use = Selecting.networkUse(invocation).orElseGet(services.settings::networkUse);
        if (use == NetworkUse.OFF_LINE)
            throw new Complaint(
                    "Whether there is a newer Slipway is asked over the network, which is not to be used. "
                            + NetworkSentences.ON_LINE,
                    Status.NETWORK);
        // Whatever is here already, the newest is wanted.
        DriverRequest request =
                new DriverRequest(Requirements.run(feed), Refresh.ALL, Optional.of(NetworkUse.FULL), Goal.DOWNLOAD);
        return services.loop.offLoop(this::here).flatMap(here -> newest(request, scope)
                .flatMap(selections -> update(here, selections, request, invocation, scope)));
    }

    /** @param program that is started there, before anything is asked or brought, which may take long */
    private record Here(Installation installation, Path program) {}

    private InterfaceUri feed() throws Complaint {
        return services.settings
                .selfUpdateFeed()
                .map(uri -> new InterfaceUri(uri.toString()))
                .orElseThrow(() -> new Complaint(
                        "There is no feed to update Slipway from: name one with slipway config self_update_uri URI"));
    }

    /** Before anything is fetched for nothing. */
    private Here here() throws Complaint, IOException {
        Installation here = installation.orElseThrow(
                () -> new Complaint("Only an installation is updated, and this is the JVM without bin/slipway"));
        Optional<String> objection = here.objection();
        if (objection.isPresent()) throw new Complaint(objection.get(), Status.NO_RIGHT);
        return new Here(here, here.current());
    }

    /** From what the feed says now: what it said once does not tell whether there is news. */
    private Promise<Selections> newest(DriverRequest request, Switch scope) {
        return services.driver
                .select(request, scope)
                .flatMap(result -> result.fold(
                        ready -> ready.problems().isEmpty()
                                ? services.loop.promises().resolved(ready.selections())
                                : services.loop.promises().failed(unknown(ready)),
                        unsolvable -> services.loop
                                .promises()
                                .failed(new Complaint(
                                        selecting.sentence(unsolvable, request) + "\n" + ELSEWHERE,
                                        Selecting.status(unsolvable))),
                        aborted -> services.loop.promises().failed(new Complaint("Stopped", Status.STOPPED))));
    }

    private static Complaint unknown(Result.Ready ready) {
        return new Complaint(
                String.join("\n", FeedSentences.of(ready.problems()))
                        + "\nSo nobody knows whether there is a newer Slipway. Nothing has been changed",
                Status.of(ready.problems().get(0)));
    }

    private Promise<Integer> update(
            Here here, Selections selections, DriverRequest request, Invocation invocation, Switch scope) {
        Selection root = selections.get(selections.root()).orElseThrow();
        if (root.version().compareTo(installed) <= 0)
            return services.loop.offLoop(() -> nothing(here.installation(), invocation));
        Task task = new Task(console);
        scope.onOff(task::stop);
        return selecting
                .download(selections, request, scope)
                .flatMap(had -> services.loop.offLoop(() -> {
                    FileChannel lock = here.installation()
                            .alone()
                            .orElseThrow(() -> new Complaint("Somebody else updates this installation just now"));
                    try {
                        bring(here, root, task);
                        return updated(here.installation(), root.version(), invocation);
                    } finally {
                        lock.close();
                        task.end();
                    }
                }));
    }

    private void bring(Here here, Selection root, Task task) throws Exception {
        Path stored = stored(root, task);
        ManifestDigest digest = Digests.named(stored);
        Installation installation = here.installation();
        Path tree = installation.versions().resolve(digest.directoryName());
        if (installation.leadsInto(tree)) {
            // Somebody has been faster, and what this process was started from is an older one.
            makeUp(installation);
            return;
        }
        if (!installation.current().equals(here.program()))
            throw new Complaint("Slipway has been updated meanwhile, to another version than " + root.version()
                    + ", and stays so. Try again: slipway self update");
        install(installation, copy(installation, stored, tree, digest, task), root, task);
    }

    private void makeUp(Installation here) {
        try {
            here.makeUp(new Rewriting(services.files));
        } catch (IOException untidy) {
            tell(untidy);
        }
    }

    private void tell(IOException untidy) {
        console.warn("not everything could be put in order: " + FileSentences.of(untidy));
    }

    private int nothing(Installation here, Invocation invocation) {
        makeUp(here);
        console.print(
                invocation.has(Option.JSON)
                        ? json(here, installed, false)
                        : "No newer Slipway found. Continuing with version " + installed);
        return 0;
    }

    /** What it was when it was stored it may not be any more. */
    private Path stored(Selection root, Task task) throws Exception {
        Path stored = services.store
                .find(root.digests())
                .orElseThrow(() -> new Complaint("Slipway " + root.version()
                        + " is no implementation that a digest stands for, so nothing of it is installed"));
        ManifestDigest digest = Digests.named(stored);
        task.begin("Verifying " + digest);
        Verification verification = services.upkeep.verify(stored, digest, task);
        if (verification instanceof Verification.Damaged damaged)
            throw new Complaint(
                    StoreSentences.of(stored, damaged)
                            + "\nNothing has been changed. Remove it with: slipway store remove " + digest
                            + "\nThen try again",
                    Status.DIGEST);
        return stored;
    }

    /** Verified once more. */
    private Path copy(Installation here, Path stored, Path tree, ManifestDigest digest, Task task) throws Exception {
        if (Files.exists(tree)) {
            // Nothing leads there any more, and what was used once has more in it by now.
            if (running.digests().contains(digest))
                throw new Complaint("A program still runs in " + tree + ". Try again when it has ended");
            services.upkeep.remove(tree);
        }
        task.begin("Copying " + digest);
        StoreSentences.stored(stored, digest, services.upkeep.copy(stored, digest, here.versions(), task));
        return tree;
    }

    private void install(Installation here, Path tree, Selection root, Task task) throws Exception {
        Path program;
        try {
            task.begin("Trying " + root.version());
            program = tried(tree, root);
        } catch (Complaint unfit) {
            services.upkeep.remove(tree);
            throw unfit;
        }
        Path before = here.current();
        here.switchTo(program, installed.toString());
        try {
            here.share(program, new Rewriting(services.files));
            forget(here, tree, before);
        } catch (IOException untidy) {
            tell(untidy);
        }
    }

    private Path tried(Path tree, Selection root) throws Complaint, IOException, InterruptedException {
        Path program = Optional.ofNullable(root.commands().get("run"))
                .flatMap(Command::path)
                .flatMap(path -> Installation.programIn(tree, path))
                .orElseThrow(
                        () -> new Complaint(
                                "What the feed has as version " + root.version()
                                        + " is no Slipway: its command must be bin/slipway of a distribution. Nothing has been changed"));
        Optional<String> objection = trial.objection(program, root.version());
        if (objection.isPresent())
            throw new Complaint(
                    "Slipway " + root.version() + " is not installed, as it does not work here: " + objection.get());
        return program;
    }

    /** The one before stays, and what a program runs from. */
    private void forget(Installation here, Path tree, Path before) throws IOException {
        Set<ManifestDigest> used = running.digests();
        for (Path old : services.upkeep.contents(here.versions())) {
            Optional<ManifestDigest> digest = ManifestDigest.of(Digests.name(old));
            boolean needed = digest.isEmpty()
                    || used.contains(digest.get())
                    || old.equals(tree)
                    || before.startsWith(old.toRealPath());
            if (!needed) services.upkeep.remove(old);
        }
    }

    private int updated(Installation here, Version version, Invocation invocation) {
        console.print(
                invocation.has(Option.JSON)
                        ? json(here, version, true)
                        : "Slipway " + version + " is installed in " + here.root() + "; it was " + installed);
        return 0;
    }

    private String json(Installation here, Version version, boolean updated) {
        return new JsonObject()
                .with("directory", here.root().toString())
                .with("before", installed.toString())
                .with("version", version.toString())
                .with("updated", updated)
                .line();
    }
}
