package org.slipway.cli.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Places;

/**
 * {@code --dry-run}: the command does all that it does otherwise, with a twin of the user's directories in the place of
 * these, and what has been written there is told. So nobody who writes needs to know. What is written elsewhere is asked
 * about here first.
 */
@Component(service = DryRun.class)
public final class DryRun {
    /** They only read. */
    private static final Set<String> HARMLESS = Set.of(
            "catalog list",
            "diff",
            "digest",
            "doctor",
            "export-help",
            "gc",
            "list",
            "list-feeds",
            "plugin list",
            "plugin new",
            "search",
            "show",
            "store find",
            "store list",
            "store list-implementations",
            "store manifest",
            "store remove",
            "store purge",
            "trust list",
            "trust log",
            "whatchanged");
    /** What they do cannot be taken back, or is for others than their user. */
    private static final Set<String> REFUSED = Set.of(
            "demo",
            "feed add",
            "feed sign",
            "plugin add",
            "self update",
            "serve",
            "slave",
            "store audit",
            "store copy",
            "store export",
            "store manage",
            "store optimise",
            "store secure-add",
            "store serve",
            "store verify");

    private final BundleContext context;
    private final Console console;
    private final Places places;
    private final AtomicFiles files;
    private final Host host;
    private final Set<String> told = new HashSet<>();
    private volatile boolean on;
    private volatile Optional<Twin> twin = Optional.empty();
    private Consumer<String> out;

    @Activate
    public DryRun(
            BundleContext context,
            @Reference Console console,
            @Reference Places places,
            @Reference AtomicFiles files,
            @Reference Host host) {
        this.context = context;
        this.console = console;
        this.places = places;
        this.files = files;
        this.host = host;
        this.out = console::print;
    }

    boolean isOn() {
        return on;
    }

    /**
     * From now on, for whoever is activated from now on.
     *
     * @param command its name
     */
    void begin(String command, Arguments arguments) throws Complaint {
        if (REFUSED.contains(command))
            throw new Complaint("'" + command + "' cannot be tried: leave out --dry-run, or the command", Status.USAGE);
        on = true;
        if (arguments.has(Option.JSON) || arguments.has(Option.XML)) out = console::say;
        if (!HARMLESS.contains(command)) makeTwin();
    }

    private void makeTwin() throws Complaint {
        Path temporary = Path.of(host.environment().getOrDefault("TMPDIR", "/tmp"));
        try {
            Twin made = Twin.of(places, temporary);
            twin = Optional.of(made);
            console.naming(made.places()::named);
            register(Places.class, made.places());
            register(AtomicFiles.class, this::replace);
            register(Monitor.class, this::on);
        } catch (IOException failed) {
            throw new Complaint(
                    "What --dry-run works with cannot be copied to " + temporary + ": " + FileSentences.of(failed)
                            + "\nMake room there, or set TMPDIR",
                    Status.of(failed));
        }
    }

    private <S> void register(Class<S> type, S service) {
        Dictionary<String, Object> first = new Hashtable<>(Map.of(Constants.SERVICE_RANKING, Integer.MAX_VALUE));
        context.registerService(type, service, first);
    }

    private void replace(Path file, byte[] content) throws IOException {
        if (file.toAbsolutePath().startsWith(twin.orElseThrow().places().root())) files.replace(file, content);
        else instead("would write " + file);
    }

    private void on(Event event) {
        if (!(event instanceof Event.DownloadQueued queued)) return;
        if (queued.purpose() == Event.Purpose.FEED) say("downloading feed from " + queued.uri());
        if (queued.purpose() == Event.Purpose.ARCHIVE) say("downloading " + queued.uri());
    }

    /** In a dry run, tells what would be done; else it is to be done. */
    boolean instead(String words) {
        if (!on) return false;
        tell();
        say(words);
        return true;
    }

    private synchronized void say(String words) {
        out.accept("[dry-run] " + words);
    }

    /** The command that a program gets as its wrapper, and that says what would be executed. */
    static String instead(Optional<String> wrapper) {
        String program = wrapper.map(command -> " /bin/sh -c " + HandOver.quote(command + " \"$@\"") + " -")
                .orElse("");
        return "would() { printf '%s\\n' \"[dry-run] would execute: $*\"; }; would" + program;
    }

    /** What has been written in the twin since the last time. */
    private synchronized void tell() {
        if (twin.isEmpty()) return;
        try {
            for (String words : TwinChanges.of(twin.get())) if (told.add(words)) say(words);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The script of a program, as it would be. */
    String named(String script) {
        return twin.map(made -> made.places().named(script)).orElse(script);
    }

    void end() {
        tell();
        forget();
    }

    /** Once nobody writes any more. */
    void forget() {
        twin.ifPresent(Twin::delete);
    }
}
