package org.slipway.cli.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.osgi.util.promise.Promise;
import org.slipway.api.store.Manifest;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Publishable.Extended;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.model.Version;

/** {@code feed add}: writes a version that is in an archive into a feed, as {@code 0publish --add-version} does. */
final class FeedAddCommand extends NamedCommand {
    /** Those that everybody knows without a type. Source: feed specification, "Retrieval methods". */
    private static final Pattern KNOWN = Pattern.compile(
            ".*\\.(zip|tar|tar\\.gz|tgz|tar\\.bz2|tbz2|tar\\.xz|txz|tar\\.lzma|tlzma|tar\\.lz|tlz|tar\\.zst|gem|7z|rar"
                    + "|cab|msi|deb|rpm|dmg)",
            Pattern.CASE_INSENSITIVE);

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

    /** @param href as the feed will have it */
    private record Archive(String href, Path file) {}

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        List<String> words = invocation.words();
        if (words.size() < 2 || words.size() > 3) throw new WrongUsage();
        Names names = new Names(services.host);
        Path feed = names.path(words.get(0));
        version(invocation);
        Task task = new Task(console);
        scope.onOff(task::stop);
        return archive(feed, words, names, scope)
                .flatMap(archive -> services.loop.offLoop(() -> {
                    try {
                        return add(feed, archive, invocation, task);
                    } finally {
                        task.end();
                    }
                }));
    }

    private static String version(Invocation invocation) throws Complaint {
        String version = invocation
                .typed()
                .value(Option.VERSION)
                .orElseThrow(() -> new Complaint("Say which version it is: --version VERSION"));
        try {
            return Version.of(version).toString();
        } catch (IllegalArgumentException malformed) {
            throw new Complaint(malformed.getMessage());
        }
    }

    private Promise<Archive> archive(Path feed, List<String> words, Names names, Switch scope) throws Complaint {
        String typed = words.get(1);
        if (!Names.isRemote(typed)) {
            if (words.size() > 2) throw new WrongUsage();
            Path file = names.path(typed);
            return services.loop.offLoop(() -> new Archive(beside(feed, file), there(file)));
        }
        URI uri = uri(typed);
        if (words.size() == 2) return download.fetch(uri, scope).map(file -> new Archive(typed, file));
        Path file = names.path(words.get(2));
        return services.loop.offLoop(() -> new Archive(typed, there(file)));
    }

    private static URI uri(String typed) throws Complaint {
        try {
            return new URI(typed);
        } catch (URISyntaxException malformed) {
            throw new Complaint("'" + typed + "' is no URI: " + malformed.getReason());
        }
    }

    private static Path there(Path file) throws Complaint {
        if (!Files.isRegularFile(file)) throw new Complaint("There is no file '" + file + "'");
        return file;
    }

    /** What is relative to a local feed goes where it goes. */
    private static String beside(Path feed, Path file) throws Complaint {
        if (FeedCheck.uri(Publishable.document(feed, FeedDocument.read(feed))).isPresent())
            throw new Complaint("'" + feed + "' is a published feed, and users cannot get '" + file
                    + "'. Name its address, too: slipway feed add FEED URL FILE");
        if (!file.startsWith(feed.getParent()))
            throw new Complaint("'" + file + "' must be beside the feed '" + feed + "', or below that directory");
        return feed.getParent().relativize(file).toString();
    }

    private int add(Path file, Archive archive, Invocation invocation, Task task) throws Exception {
        Publishable feed = Publishable.read(file);
        Manifest manifest = manifest(archive, invocation, task);
        objections(manifest, invocation);
        NewImplementation added = implementation(archive, manifest, invocation);
        Extended extended = feed.with(added, FeedSignCommand.today(services), archives::reads);
        byte[] content = extended.bytes();
        List<String> keys = invocation
                .typed()
                .values(Option.KEY)
                .map(values -> values.get(0))
                .toList();
        if (keys.isEmpty()) new Rewriting(services.files).replace(file, content);
        else
            FeedSignCommand.told(
                    console,
                    file,
                    new FeedSigning(services.host, services.signers::all, services.files)
                            .sign(file, SignatureComment.content(content), keys));
        extended.warnings().forEach(warning -> console.say("warning: " + warning));
        console.print("Added version " + version(invocation) + ": " + added.id());
        if (keys.isEmpty() && feed.isSigned())
            console.say("warning: the signature was of what the feed said before, and is taken out."
                    + " Sign it again: slipway feed sign " + file);
        return 0;
    }

    private Manifest manifest(Archive archive, Invocation invocation, Task task) throws Exception {
        task.begin("Unpacking " + archive.href());
        return archives.manifest(
                archive.file(), invocation.typed().value(Option.EXTRACT), type(archive), Algorithm.SHA256NEW, task);
    }

    /** By the address; if that does not say it, by the name of the file. */
    private Optional<String> type(Archive archive) throws Complaint {
        Optional<String> type = archives.type(archive.href())
                .or(() -> archives.type(archive.file().getFileName().toString()));
        if (type.isEmpty()) throw new Complaint("'" + archive.href() + "' is no archive of a known type");
        return type;
    }

    private void objections(Manifest manifest, Invocation invocation) throws Complaint {
        Optional<String> main = invocation.typed().value(Option.MAIN);
        if (main.isEmpty() && invocation.has(Option.COMMAND))
            throw new Complaint("Say what the command starts, too: --main PATH");
        if (main.isEmpty()) return;
        Optional<String> objection = new ManifestPaths(manifest).objection(main.get());
        if (objection.isPresent()) throw new Complaint("'" + main.get() + "' " + objection.get());
    }

    private NewImplementation implementation(Archive archive, Manifest manifest, Invocation invocation)
            throws Complaint {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("version", version(invocation));
        value(invocation, Option.RELEASED)
                .map(day ->
                        day.equals("today") ? FeedSignCommand.today(services).toString() : day)
                .ifPresent(day -> attributes.put("released", day));
        value(invocation, Option.STABILITY).ifPresent(rating -> attributes.put("stability", rating));
        value(invocation, Option.ARCH).ifPresent(arch -> attributes.put("arch", arch));
        Map<String, String> element = new LinkedHashMap<>();
        element.put("href", archive.href());
        element.put("size", Long.toString(archive.file().toFile().length()));
        value(invocation, Option.EXTRACT).ifPresent(directory -> element.put("extract", directory));
        if (!KNOWN.matcher(archive.href()).matches()) type(archive).ifPresent(type -> element.put("type", type));
        return new NewImplementation(
                manifest.digest(),
                attributes,
                value(invocation, Option.MAIN)
                        .map(path -> Map.entry(value(invocation, Option.COMMAND).orElse("run"), path)),
                element);
    }

    private static Optional<String> value(Invocation invocation, Option option) {
        return invocation.typed().value(option);
    }
}
