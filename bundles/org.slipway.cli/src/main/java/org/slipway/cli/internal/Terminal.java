package org.slipway.cli.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.app.BadApp;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.store.ExtraStore;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Command.Invocation;
import org.slipway.cli.internal.Command.WrongUsage;
import org.slipway.model.Version;

/** Finds the command that was typed, and runs it. The one place of the terminal that waits for a promise. */
@Component(service = Terminal.class)
public final class Terminal {
    private static final long PATIENCE_SECONDS = 5;

    /** The first words of all commands, in the order of the help. */
    private static final List<String> FIRSTS = List.of(
            "select",
            "download",
            "run",
            "add",
            "show",
            "update",
            "update-all",
            "whatchanged",
            "rollback",
            "destroy",
            "why",
            "why-not",
            "lock",
            "diff",
            "fetch",
            "config",
            "import",
            "export",
            "list",
            "search",
            "catalog",
            "add-feed",
            "remove-feed",
            "list-feeds",
            "feed",
            "man",
            "digest",
            "store",
            "gc",
            "doctor",
            "trust",
            "slave",
            "serve",
            "plugin",
            "self",
            "demo",
            "_update-bg",
            "export-help");

    private final BundleContext context;
    private final Services services;
    private final Caller caller;
    private final Console console;
    private final TerminalDevice device;
    private final GivenTrust givenTrust;
    private final PlugIns plugIns;
    private final Frame frame;
    private final MirrorSearch search;
    private final Reach reach;
    private final ArchiveTrees archives;
    private final ArchiveDownload download;
    private final ArchiveWriters writers;
    private final PublicKeys keys;
    private final Commands commands = new Commands(FIRSTS, this::family);
    private final Help help;

    @Activate
    public Terminal(
            BundleContext context,
            @Reference Services services,
            @Reference Caller caller,
            @Reference Console console,
            @Reference TerminalDevice device,
            @Reference GivenTrust givenTrust,
            @Reference MirrorSearch search,
            @Reference Reach reach,
            @Reference ArchiveTrees archives,
            @Reference ArchiveDownload download,
            @Reference ArchiveWriters writers,
            @Reference PublicKeys keys,
            @Reference PlugIns plugIns,
            @Reference Frame frame) {
        this.context = context;
        this.services = services;
        this.caller = caller;
        this.console = console;
        this.device = device;
        this.givenTrust = givenTrust;
        this.plugIns = plugIns;
        this.frame = frame;
        this.help = new Help(caller.environment().getOrDefault("SLIPWAY_NAME", "slipway"));
        this.search = search;
        this.reach = reach;
        this.archives = archives;
        this.download = download;
        this.writers = writers;
        this.keys = keys;
    }

    private List<Command> family(String first) {
        return switch (first) {
            case "select" -> List.of(SelectCommand.select(services, console));
            case "download" -> List.of(SelectCommand.download(services, console));
            case "run" -> List.of(new RunCommand(services, caller, console));
            case "add" -> List.of(new AddCommand(services, console));
            case "show" -> List.of(new ShowCommand(services, console));
            case "update" -> List.of(new UpdateCommand(services, console));
            case "update-all" -> List.of(new UpdateAllCommand(services, console));
            case "whatchanged" -> List.of(new WhatChangedCommand(services, console));
            case "rollback" -> List.of(new RollbackCommand(services, console));
            case "destroy" -> List.of(new DestroyCommand(services, console));
            case "why" -> List.of(new WhyCommand(services, console));
            case "why-not" -> List.of(new WhyNotCommand(services, console));
            case "lock" -> List.of(new LockCommand(services, console));
            case "diff" -> List.of(new DiffCommand(services, console));
            case "fetch" -> List.of(new FetchCommand(services, console, caller.in()));
            case "config" -> List.of(new ConfigCommand(services, console));
            case "import" -> List.of(new ImportCommand(services, console, archives, keys));
            case "export" -> List.of(new ExportCommand(services, console, writers, keys));
            case "list" -> List.of(new ListCommand(services, console));
            case "search" -> List.of(new SearchCommand(search, console));
            case "catalog" -> new CatalogCommands(services, console).all();
            case "add-feed" -> List.of(FeedCommand.add(services, console, device));
            case "remove-feed" -> List.of(FeedCommand.remove(services, console, device));
            case "list-feeds" -> List.of(new ListFeedsCommand(services, console));
            case "feed" ->
                List.of(
                        new FeedAddCommand(services, console, archives, download),
                        new FeedCheckCommand(services, console, archives),
                        new FeedSignCommand(services, console, archives));
            case "man" -> List.of(new ManCommand(services, caller, console));
            case "digest" -> List.of(new DigestCommand(services, console, archives));
            case "store" -> StoreCommands.all(services, console, device, archives, writers);
            case "gc" -> List.of(new GcCommand(services, console, plugIns.folder(), RunningPrograms.ofThisMachine()));
            case "doctor" -> List.of(new DoctorCommand(services, console, reach, archives));
            case "trust" -> new TrustCommands(services, console).all();
            case "slave" -> List.of(new SlaveCommand(services, console, context, caller.in(), caller.out()));
            case "serve" -> List.of(new ServeCommand(services, console, context));
            case "plugin" -> new PlugInCommands(services, console, plugIns, home()).all();
            case "self" ->
                List.of(new SelfUpdateCommand(
                        services,
                        console,
                        Version.of(About.number(context.getBundle().getVersion())),
                        Installation.ofThis(),
                        RunningPrograms.ofThisMachine()));
            case "demo" -> List.of(new DemoCommand(services, console, context));
            case "_update-bg" -> List.of(new UpdateInBackgroundCommand(services, console));
            case "export-help" -> List.of(new ExportHelpCommand(services, console, help, commands));
            default -> List.of();
        };
    }

    private static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty("slipway.home")).map(Path::of);
    }

    /** @return the exit status, or the number of a {@link Status} */
    int run(Arguments arguments) throws Complaint {
        List<String> words = arguments.words();
        // 0launch -V is run -V.
        boolean alone = words.isEmpty() || words.equals(List.of("run"));
        if (alone && asksWhichVersion(arguments)) return say(0, about());
        if (words.isEmpty()) {
            check(arguments, Set.of(), help.name());
            return say(arguments.has(Option.HELP) ? 0 : Status.USAGE.number(), help.of(commands.all()));
        }
        Optional<Command> command = command(words);
        if (command.isEmpty()) return say(Status.USAGE.number(), help.of(commands.family(words.get(0))));
        check(arguments, command.get().options(), help.name(command.get()));
        if (asksWhichVersion(arguments)) return say(0, about());
        if (arguments.has(Option.HELP)) return say(0, help.of(command.get()));
        if (arguments.has(Option.BATCH)) {
            device.close();
            console.hush();
        }
        if (arguments.has(Option.QUIET)) beQuiet(arguments);
        warnOfSettings();
        giveTrust(arguments);
        int length = command.get().name().split(" ").length;
        return run(command.get(), new Invocation(arguments, words.subList(length, words.size())));
    }

    /** Without a range, {@code --version} is about us. */
    private static boolean asksWhichVersion(Arguments arguments) {
        return arguments.has(Option.ABOUT)
                || arguments.options().stream()
                        .anyMatch(given -> given.option() == Option.VERSION
                                && given.values().isEmpty());
    }

    private String about() {
        return About.text(context.getBundle().getVersion());
    }

    private int say(int status, String text) {
        console.print(text);
        return status;
    }

    /** Empty if only the name of a group was typed. */
    private Optional<Command> command(List<String> words) throws Complaint {
        Optional<Command> command = commands.named(words);
        List<Command> group = commands.family(words.get(0));
        if (command.isPresent() || !group.isEmpty() && words.size() == 1) return command;
        String typed = group.isEmpty() ? words.get(0) : words.get(0) + " " + words.get(1);
        String hint = Nearest.to(typed, commands.names())
                .map(near -> "did you mean '" + near + "'?")
                .orElse("try --help");
        throw new Complaint("Unknown command '" + typed + "': " + hint, Status.USAGE);
    }

    private static void check(Arguments arguments, Set<Option> own, String whose) throws Complaint {
        Set<Option> valid = EnumSet.copyOf(Help.COMMON);
        valid.addAll(own);
        for (Arguments.Given given : arguments.options())
            if (!valid.contains(given.option()))
                throw new Complaint(
                        "'" + given.option().text() + "' is no option of '" + whose + "': see " + whose + " --help",
                        Status.USAGE);
    }

    private void beQuiet(Arguments arguments) throws Complaint {
        if (arguments.has(Option.VERBOSE))
            throw new Complaint("'--quiet' and '--verbose' are opposites: leave one out", Status.USAGE);
        console.quieten();
    }

    private void warnOfSettings() throws Complaint {
        try {
            for (String problem : services.settings.problems())
                console.warn(problem + "; what it would be without this line counts");
        } catch (IOException unreadable) {
            throw new Complaint("The settings cannot be read: " + FileSentences.of(unreadable)
                    + "\nPut it right, or move it away: nothing here will overwrite it");
        }
    }

    private void giveTrust(Arguments arguments) throws Complaint {
        Set<Fingerprint> keys = new HashSet<>();
        for (List<String> typed : arguments.values(Option.TRUST).toList()) keys.add(GivenTrust.key(typed.get(0)));
        givenTrust.give(keys);
    }

    private int run(Command command, Invocation invocation) throws Complaint {
        console.configure(
                invocation.typed().count(Option.VERBOSE), invocation.typed().value(Option.MESSAGE));
        for (List<String> value : invocation.typed().values(Option.WITH_STORE).toList()) addStore(value.get(0));
        Switch signalled = new Switch(services.loop.promises());
        CountDownLatch tidy = new CountDownLatch(1);
        Runnable listens = caller.onStop(() -> stop(signalled, tidy));
        try {
            Promise<Integer> status = start(command, invocation, signalled);
            status.onResolve(tidy::countDown);
            return status.getValue();
        } catch (InvocationTargetException failed) {
            return explain(command, failed.getCause());
        } catch (InterruptedException stopped) {
            return Status.STOPPED.number();
        } finally {
            tidy.countDown();
            listens.run();
        }
    }

    private Promise<Integer> start(Command command, Invocation invocation, Switch signalled) {
        var promises = services.loop.promises();
        var begun = promises.<Promise<Integer>>deferred();
        services.loop.run(() -> begun.resolve(Promising.using(promises, signalled, scope -> {
            boolean mayCome = plugIns.folder().isThere() || command instanceof ServeCommand;
            if (!mayCome || command.name().startsWith("plugin ")) return show(command, invocation, scope);
            plugIns.watch(scope);
            return services.loop.offLoop(plugIns::looked).flatMap(x -> show(command, invocation, scope));
        })));
        return begun.getPromise().flatMap(status -> status);
    }

    private Promise<Integer> show(Command command, Invocation invocation, Switch scope) {
        if (!Frame.isWanted(command, invocation.typed())) return run(command, invocation, scope);
        return frame.around(
                command, invocation, scope, inner -> run(command, invocation, inner), failure -> complaint(failure)
                        .getMessage());
    }

    private Promise<Integer> run(Command command, Invocation invocation, Switch scope) {
        try {
            return command.run(invocation, scope);
        } catch (Complaint complaint) {
            return services.loop.promises().failed(complaint);
        }
    }

    /** What has begun is taken back before the caller ends. */
    private void stop(Switch signalled, CountDownLatch tidy) {
        services.loop.run(signalled::off);
        try {
            tidy.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            services.dryRun.forget();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void addStore(String typed) throws Complaint {
        Path directory = TypedPath.in(services.host.workingDirectory(), typed);
        context.registerService(ExtraStore.class, () -> directory, null);
    }

    private int explain(Command command, Throwable thrown) {
        Throwable failure = thrown instanceof UncheckedIOException wrapped ? wrapped.getCause() : thrown;
        if (failure instanceof WrongUsage) {
            console.print(help.of(command));
            return Status.USAGE.number();
        }
        if (console.isVerbose()) console.trace(failure);
        Complaint complaint = complaint(failure);
        console.say(complaint.getMessage());
        return complaint.status().number();
    }

    private static Complaint complaint(Throwable thrown) {
        Throwable failure = thrown instanceof UncheckedIOException wrapped ? wrapped.getCause() : thrown;
        if (failure instanceof Complaint complaint) return complaint;
        if (failure instanceof BadApp bad) return new Complaint(bad.getMessage());
        if (failure instanceof IOException io) return new Complaint("slipway: " + FileSentences.of(io), Status.of(io));
        return new Complaint(
                "slipway: something went wrong that should not: " + failure + "\nPlease report it, with what -v says");
    }
}
