package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedUpdate;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.feed.Feed;

/** {@code add-feed} and {@code remove-feed}: which further feeds an interface has. */
final class FeedCommand implements Command {
    private enum Change {
        ADD,
        REMOVE
    }

    private final Services services;
    private final Console console;
    private final TerminalDevice terminal;
    private final Change change;
    private final RegisteredFeeds registered;

    private FeedCommand(Services services, Console console, TerminalDevice terminal, Change change) {
        this.services = services;
        this.console = console;
        this.terminal = terminal;
        this.change = change;
        this.registered = new RegisteredFeeds(services.feeds);
    }

    static Command add(Services services, Console console, TerminalDevice terminal) {
        return new FeedCommand(services, console, terminal, Change.ADD);
    }

    static Command remove(Services services, Console console, TerminalDevice terminal) {
        return new FeedCommand(services, console, terminal, Change.REMOVE);
    }

    @Override
    public String name() {
        return change == Change.ADD ? "add-feed" : "remove-feed";
    }

    @Override
    public String usage() {
        return change == Change.ADD ? "[INTERFACE] NEW-FEED" : "[INTERFACE] FEED";
    }

    @Override
    public Set<Option> options() {
        return Set.of(Option.JSON, Option.OFFLINE);
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        List<String> words = invocation.words();
        Names names = new Names(services.host);
        if (words.size() == 2)
            return services.loop.offLoop(
                    () -> named(names.interfaceUri(words.get(0)), names.feed(words.get(1)), invocation));
        if (words.size() != 1) throw new WrongUsage();
        FeedUri feed = names.feed(words.get(0));
        return obtain(feed, scope)
                .flatMap(here -> services.loop.offLoop(() -> offered(feed, words.get(0), invocation)));
    }

    private int named(InterfaceUri interfaceUri, FeedUri feed, Invocation invocation) throws IOException, Complaint {
        boolean has = registered.has(interfaceUri, feed);
        if (change == Change.ADD) {
            if (has) throw new Complaint(interfaceUri + " has the feed " + feed + " already");
            if (feed instanceof FeedUri.Local local && !Files.exists(local.path()))
                throw new Complaint("There is no feed file " + feed);
            registered.add(interfaceUri, feed);
        } else {
            if (!has)
                throw new Complaint(
                        interfaceUri + " does not have the feed " + feed + ": see slipway list-feeds " + interfaceUri);
            registered.remove(interfaceUri, feed);
        }
        if (invocation.has(Option.JSON)) console.print(json(interfaceUri));
        return 0;
    }

    private String json(InterfaceUri interfaceUri) throws IOException {
        return new JsonObject()
                .with("interface", interfaceUri.text())
                .with(
                        "feeds",
                        registered.list(interfaceUri).stream()
                                .map(known -> known.uri().text())
                                .toList())
                .line();
    }

    private Promise<Done> obtain(FeedUri feed, Switch scope) {
        if (change == Change.REMOVE || !(feed instanceof FeedUri.Remote remote))
            return services.loop.promises().resolved(Done.DONE);
        return services.loop.offLoop(() -> services.feeds.bytes(remote)).flatMap(cached -> {
            if (cached.isPresent()) return services.loop.promises().resolved(Done.DONE);
            return services.fetcher().fetch(remote, scope).flatMap(this::arrived);
        });
    }

    private Promise<Done> arrived(FeedUpdate update) {
        return update.fold(
                updated -> services.loop.promises().resolved(Done.DONE),
                unchanged -> services.loop.promises().resolved(Done.DONE),
                problem -> problem.later()
                        .map(later -> later.flatMap(
                                better -> better instanceof FeedUpdate.Updated ? arrived(better) : failed(problem)))
                        .orElseGet(() -> failed(problem)),
                aborted -> services.loop.promises().failed(new Complaint("Stopped", Status.STOPPED)));
    }

    private Promise<Done> failed(FeedUpdate.Problem problem) {
        return services.loop
                .promises()
                .failed(new Complaint(FeedSentences.of(problem.reason()), Status.of(problem.reason())));
    }

    /** The feed says itself for which interfaces it is. */
    private int offered(FeedUri uri, String typed, Invocation invocation) throws IOException, Complaint {
        List<InterfaceUri> candidates = new ArrayList<>();
        List<InterfaceUri> all = feed(uri).feedFor();
        if (all.isEmpty())
            throw new Complaint(
                    uri + " does not say which interface it is for. Name it: slipway " + name() + " INTERFACE " + uri);
        for (InterfaceUri one : all) if (registered.has(one, uri) == (change == Change.REMOVE)) candidates.add(one);
        if (candidates.isEmpty())
            throw new Complaint(
                    change == Change.ADD
                            ? uri + " is a feed of " + all.get(0) + " already"
                            : uri + " is no feed of " + all.get(0));
        boolean json = invocation.has(Option.JSON);
        Consumer<String> words = json ? console::say : console::print;
        words.accept("Feed '" + typed + "':");
        InterfaceUri chosen = choose(candidates, words);
        if (change == Change.ADD) registered.add(chosen, uri);
        else registered.remove(chosen, uri);
        if (json) {
            console.print(json(chosen));
            return 0;
        }
        console.print("");
        console.print("Feed list for interface '" + chosen + "' is now:");
        if (registered.list(chosen).isEmpty()) console.print("(no feeds)");
        registered.list(chosen).forEach(known -> console.print("- " + known.uri()));
        return 0;
    }

    private Feed feed(FeedUri uri) throws Complaint {
        try {
            return services.feeds
                    .get(uri)
                    .orElseThrow(() -> new Complaint(
                            uri instanceof FeedUri.Local
                                    ? "There is no feed file " + uri
                                    : "Feed " + uri + " is not in the cache. Name the interface too"));
        } catch (UnusableFeed unusable) {
            throw new Complaint("Feed " + uri + " cannot be used: " + unusable.getMessage());
        }
    }

    private InterfaceUri choose(List<InterfaceUri> candidates, Consumer<String> words) throws IOException, Complaint {
        for (int i = 0; i < candidates.size(); i++) {
            String what = change == Change.ADD ? "Add as feed for" : "Remove as feed for";
            words.accept((i + 1) + ") " + what + " '" + candidates.get(i) + "'");
        }
        if (candidates.size() == 1) return candidates.get(0);
        if (!console.finish()) throw new Complaint("Standard output is closed");
        while (true) {
            String answer = terminal.ask("Which one? [1] ")
                    .orElseThrow(() -> new Complaint(
                            "Nobody can be asked. Name the interface: slipway " + name() + " INTERFACE FEED"))
                    .strip();
            for (int i = 1; i <= candidates.size(); i++)
                if (answer.equals(Integer.toString(i)) || (i == 1 && answer.isEmpty())) return candidates.get(i - 1);
            terminal.say("A number from 1 to " + candidates.size() + ", please");
        }
    }
}
