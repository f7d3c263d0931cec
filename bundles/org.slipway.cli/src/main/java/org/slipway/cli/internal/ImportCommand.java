package org.slipway.cli.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.util.promise.Promise;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** {@code import}: takes a signed feed from a file, as if it had been downloaded. */
final class ImportCommand implements Command {
    private final Services services;
    private final Console console;

    ImportCommand(Services services, Console console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String usage() {
        return "FEED";
    }

    @Override
    public Set<Option> options() {
        return Set.of(Option.JSON, Option.OFFLINE, Option.TRUST);
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().isEmpty()) throw new WrongUsage();
        List<String> imported = new ArrayList<>();
        Promise<Done> done = services.loop.promises().resolved(Done.DONE);
        for (String file : invocation.words()) done = done.flatMap(x -> importFile(file, imported, scope));
        return done.map(x -> {
            if (invocation.has(Option.JSON))
                console.print(new JsonObject().with("feeds", imported).line());
            return 0;
        });
    }

    private record Document(FeedUri.Remote uri, byte[] bytes) {}

    private Promise<Done> importFile(String file, List<String> imported, Switch scope) {
        return services.loop.offLoop(() -> read(file)).flatMap(document -> services.fetcher()
                .importFeed(document.uri(), document.bytes(), scope)
                .flatMap(outcome -> {
                    Optional<String> problem = FeedSentences.of("Feed " + document.uri(), outcome);
                    if (problem.isPresent())
                        return services.loop.promises().failed(new Complaint(problem.get(), Status.of(outcome)));
                    imported.add(document.uri().text());
                    return services.loop.promises().resolved(Done.DONE);
                }));
    }

    private Document read(String file) throws Exception {
        Path path = services.host.workingDirectory().resolve(file);
        if (!Files.exists(path)) throw new Complaint("There is no file " + path);
        String uri = Target.read(path)
                .attribute("uri")
                .orElseThrow(() -> new Complaint("'" + file + "' has no 'uri': only published feeds can be imported"));
        if (!Names.isRemote(uri))
            throw new Complaint("'" + file + "' is not a published feed: its 'uri' is '" + uri + "'");
        return new Document(new FeedUri.Remote(uri), Files.readAllBytes(path));
    }
}
