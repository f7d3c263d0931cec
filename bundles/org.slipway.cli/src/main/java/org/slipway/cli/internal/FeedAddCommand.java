package org.slipway.cli.internal;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;
import org.slipway.cli.internal.FeedSigning.Outcome;
import org.slipway.cli.internal.Publishable.Extended;
import org.slipway.model.ManifestDigest;
import org.slipway.model.Version;

/** {@code feed add}: writes a version that is in an archive into a feed, as {@code 0publish --add-version} does. */
final class FeedAddCommand extends NamedCommand {
    private final Services services;
    private final Console console;
    private final ArchiveTrees archives;
    private final ArchiveDownload download;

    FeedAddCommand(Services services, Console console, ArchiveTrees archives, ArchiveDownload download) {
        super(
                "feed add",
                "FEED (URL [FILE] | FILE)",
                Option.VERSION,
                Option.RELEASED,
                Option.STABILITY,
                Option.ARCH,
                Option.EXTRACT,
                Option.MAIN,
                Option.COMMAND,
                Option.JSON,
                Option.KEY);
        this.services = services;
        this.console = console;
        this.archives = archives;
        this.download = download;
    }

    @Override
    public Map<Option, String> meanings() {
        Map<Option, String> meanings = new EnumMap<>(Option.class);
        meanings.put(Option.VERSION, "which version it is");
        meanings.put(Option.MAIN, "what its command starts, if its group does not say it");
        meanings.put(Option.COMMAND, "what the command is called, if not 'run'");
        return meanings;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        List<String> words = invocation.words();
        if (words.size() < 2 || words.size() > 3) throw new WrongUsage();
        Names names = new Names(services.host);
        Path file = names.path(words.get(0));
        version(invocation);
        if (invocation.has(Option.COMMAND) && !invocation.has(Option.MAIN))
            throw new Complaint("Say what the command starts, too: --main PATH", Status.USAGE);
        Task task = new Task(console);
        scope.onOff(task::stop);
        return services.loop
                .offLoop(() -> Publishable.read(file))
                .flatMap(feed -> archive(feed, words, names, scope))
                .flatMap(archive -> services.loop.offLoop(() -> {
                    try {
                        return add(file, archive, invocation, task);
                    } finally {
                        task.end();
                    }
                }));
    }

    private static String version(Invocation invocation) throws Complaint {
        String version = invocation
                .typed()
                .value(Option.VERSION)
                .orElseThrow(() -> new Complaint("Say which version it is: --version VERSION", Status.USAGE));
        try {
            return Version.of(version).toString();
        } catch (IllegalArgumentException malformed) {
            throw new Complaint(malformed.getMessage(), Status.USAGE);
        }
    }

    private Promise<NewArchive> archive(Publishable feed, List<String> words, Names names, Switch scope)
            throws Complaint {
        String typed = words.get(1);
        if (!Names.isRemote(typed)) {
            if (words.size() > 2) throw new WrongUsage();
            Path file = names.path(typed);
            return services.loop.offLoop(() -> NewArchive.beside(feed, file));
        }
        URI uri = uri(typed);
        if (words.size() == 2) return download.fetch(uri, scope).map(file -> new NewArchive(typed, file));
        Path file = names.path(words.get(2));
        return services.loop.offLoop(() -> NewArchive.at(typed, file));
    }

    private static URI uri(String typed) throws Complaint {
        try {
            return new URI(typed);
        } catch (URISyntaxException malformed) {
            throw new Complaint("'" + typed + "' is no URI: " + malformed.getReason(), Status.USAGE);
        }
    }

    /** By now it may say something else than when it was read first. */
    private int add(Path file, NewArchive archive, Invocation invocation, Task task) throws Exception {
        Publishable feed = Publishable.read(file);
        task.begin("Unpacking " + archive.href());
        NewImplementation added = implementation(archive, digest(archive, invocation, task), invocation);
        Extended extended = feed.with(added, FeedSignCommand.today(services), archives::reads);
        byte[] content = extended.bytes();
        List<String> keys = invocation
                .typed()
                .values(Option.KEY)
                .map(values -> values.get(0))
                .toList();
        Optional<Outcome> signed =
                keys.isEmpty() ? Optional.empty() : Optional.of(sign(file, feed, content, keys, invocation));
        if (keys.isEmpty()) new Rewriting(services.files).replace(file, feed.original(), content);
        boolean json = invocation.has(Option.JSON);
        if (!json) signed.ifPresent(outcome -> FeedSignCommand.told(console, file, outcome));
        extended.warnings().forEach(warning -> console.warn(warning));
        console.print(
                json
                        ? json(file, version(invocation), added, signed)
                        : "Added version " + version(invocation) + ": " + added.id());
        if (keys.isEmpty() && feed.isSigned())
            console.warn("the signature was of what the feed said before, and is taken out."
                    + " Sign it again: slipway feed sign " + file);
        return 0;
    }

    private Outcome sign(Path file, Publishable feed, byte[] content, List<String> keys, Invocation invocation)
            throws Exception {
        return new FeedSigning(services.host, services.signers::all, services.files, !invocation.has(Option.BATCH))
                .sign(file, feed.original(), SignatureComment.content(content), keys);
    }

    private static String json(Path file, String version, NewImplementation added, Optional<Outcome> signed) {
        return new JsonObject()
                .with("file", file.toString())
                .with("version", version)
                .with("id", added.id())
                .withAll(FeedSignCommand.json(signed.orElse(new Outcome(List.of(), List.of()))))
                .line();
    }

    /** Unless the program that it is for is not in it. */
    private ManifestDigest digest(NewArchive archive, Invocation invocation, Task task) throws Complaint, IOException {
        Optional<String> main = value(invocation, Option.MAIN);
        PathInManifest program = new PathInManifest(main.orElse(""));
        ManifestDigest digest = archive.manifest(archives, value(invocation, Option.EXTRACT), program, task);
        Optional<String> objection = main.flatMap(path -> program.objection());
        if (objection.isPresent()) throw new Complaint("'" + main.get() + "' " + objection.get());
        return digest;
    }

    private NewImplementation implementation(NewArchive archive, ManifestDigest digest, Invocation invocation)
            throws Complaint {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("version", version(invocation));
        String today = FeedSignCommand.today(services).toString();
        value(invocation, Option.RELEASED)
                .ifPresent(day -> attributes.put("released", day.equals("today") ? today : day));
        value(invocation, Option.STABILITY).ifPresent(rating -> attributes.put("stability", rating));
        value(invocation, Option.ARCH).ifPresent(arch -> attributes.put("arch", arch));
        return new NewImplementation(
                digest,
                attributes,
                value(invocation, Option.MAIN)
                        .map(path -> Map.entry(value(invocation, Option.COMMAND).orElse("run"), path)),
                archive.element(archives, value(invocation, Option.EXTRACT)));
    }

    private static Optional<String> value(Invocation invocation, Option option) {
        return invocation.typed().value(option);
    }
}
