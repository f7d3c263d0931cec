package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.api.feed.Import;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** {@code import}: takes signed feeds from files, as if they had been downloaded, or all that {@code export} has written. */
final class ImportCommand extends NamedCommand {
    private final Services services;
    private final Console console;
    private final ArchiveTrees archives;
    private final PublicKeys keys;

    ImportCommand(Services services, Console console, ArchiveTrees archives, PublicKeys keys) {
        super("import", "FEED | DIRECTORY", Option.JSON, Option.OFFLINE, Option.TRUST);
        this.services = services;
        this.console = console;
        this.archives = archives;
        this.keys = keys;
    }

    /** What has been imported so far: the URIs of feeds, and the digests of implementations. */
    private record Imported(List<String> feeds, List<String> implementations) {}

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().isEmpty()) throw new WrongUsage();
        Imported imported = new Imported(new ArrayList<>(), new ArrayList<>());
        Promise<Done> done = services.loop.promises().resolved(Done.DONE);
        for (String typed : invocation.words()) done = done.flatMap(x -> importPath(typed, imported, scope));
        return done.map(x -> {
            if (invocation.has(Option.JSON))
                console.print(new JsonObject()
                        .with("feeds", imported.feeds())
                        .with("implementations", imported.implementations())
                        .line());
            return 0;
        });
    }

    private Promise<Done> importPath(String typed, Imported imported, Switch scope) throws Complaint {
        Path path = TypedPath.in(services.host.workingDirectory(), typed);
        return services.loop
                .offLoop(() -> Files.isDirectory(path))
                .flatMap(directory ->
                        directory ? importAll(path, imported, scope) : importFeed(path, typed, false, imported, scope));
    }

    /** The feeds first, so that nothing is stored of what is not trusted. */
    private Promise<Done> importAll(Path directory, Imported imported, Switch scope) {
        return services.loop.offLoop(() -> ExportedContent.of(directory)).flatMap(content -> {
            Promise<Done> done = services.loop.promises().resolved(Done.DONE);
            for (Path feed : content.feeds())
                done = done.flatMap(x -> importFeed(feed, feed.toString(), true, imported, scope));
            return done.flatMap(x -> store(content.archives(), imported, scope));
        });
    }

    private Promise<Done> store(List<ExportedContent.Archive> all, Imported imported, Switch scope) {
        Task task = new Task(console);
        scope.onOff(task::stop);
        return services.loop.offLoop(() -> {
            try {
                for (ExportedContent.Archive archive : all) {
                    store(archive, task);
                    imported.implementations().add(archive.digest().toString());
                }
                return Done.DONE;
            } finally {
                task.end();
            }
        });
    }

    private void store(ExportedContent.Archive archive, Task task) throws Complaint, IOException {
        if (services.store.find(List.of(archive.digest())).isPresent()) return;
        new ArchiveIntake(services.store, archives, services.settings)
                .storeForeign(archive.digest(), archive.file(), task);
    }

    private record Document(FeedUri.Remote uri, byte[] bytes) {}

    /** @param amongOthers whether it is enough that a newer one is here */
    private Promise<Done> importFeed(Path file, String typed, boolean amongOthers, Imported imported, Switch scope) {
        return services.loop.offLoop(() -> read(file, typed)).flatMap(document -> services.fetcher()
                .importFeed(document.uri(), document.bytes(), scope)
                .flatMap(outcome -> {
                    if (amongOthers && outcome instanceof Import.ReplayAttack) {
                        console.warn("A newer one than " + file + " is here already, and stays");
                        return services.loop.promises().resolved(Done.DONE);
                    }
                    Optional<String> problem = FeedSentences.of("Feed " + document.uri(), outcome);
                    if (problem.isPresent())
                        return services.loop.promises().failed(new Complaint(problem.get(), Status.of(outcome)));
                    imported.feeds().add(document.uri().text());
                    return services.loop.promises().resolved(Done.DONE);
                }));
    }

    private Document read(Path file, String typed) throws Exception {
        if (!Files.exists(file)) throw new Complaint("There is no file " + file);
        String uri = Target.read(file)
                .attribute("uri")
                .orElseThrow(() -> new Complaint("'" + typed + "' has no 'uri': only published feeds can be imported"));
        if (!Names.isRemote(uri))
            throw new Complaint("'" + typed + "' is not a published feed: its 'uri' is '" + uri + "'");
        byte[] document = Files.readAllBytes(file);
        keys.take(file.toAbsolutePath().getParent(), document);
        return new Document(new FeedUri.Remote(uri), document);
    }
}
