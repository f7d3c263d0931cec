package org.slipway.cli.internal;

import java.io.IOException;
import java.util.List;

import org.osgi.util.promise.Promise;
import org.slipway.api.catalog.Catalogs;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.model.catalog.Catalog;

/** {@code catalog}: what there is, and who says so. */
final class CatalogCommands {
    private final Services services;
    private final Console console;
    private final CatalogRefresh refresh;

    CatalogCommands(Services services, Console console) {
        this.services = services;
        this.console = console;
        this.refresh = new CatalogRefresh(services, console);
    }

    List<Command> all() {
        return List.of(
                new Add(),
                new Listing(),
                new Refresh(),
                new Remove(),
                new Reset(),
                new CatalogSearch(services, console));
    }

    private FeedUri source(Command.Invocation invocation) throws Complaint {
        if (invocation.words().size() != 1) throw new Command.WrongUsage();
        return new Names(services.host).feed(invocation.words().get(0));
    }

    private final class Add extends NamedCommand {
        Add() {
            super("catalog add", "URI", Option.JSON, Option.SKIP_VERIFY, Option.TRUST);
        }

        @Override
        public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
            FeedUri source = source(invocation);
            boolean now = !invocation.has(Option.SKIP_VERIFY);
            return services.catalogs
                    .add(source, now ? Catalogs.Look.FIRST : Catalogs.Look.LATER, scope)
                    .flatMap(outcome -> outcome.fold(
                            registered -> now ? refresh.attempt(scope) : succeeded(),
                            known -> failed("The catalog " + source + " is registered already", Status.FAILED),
                            problem -> failed(CatalogRefresh.sentence(problem.why()), Status.of(problem.why())),
                            aborted -> failed("Stopped", Status.STOPPED)))
                    .flatMap(status -> services.loop.offLoop(() -> told(invocation)));
        }
    }

    private Promise<Integer> succeeded() {
        return services.loop.promises().resolved(0);
    }

    /** Programs are told which sources there are now. Off the loop. */
    private int told(Command.Invocation invocation) throws IOException {
        if (invocation.has(Option.JSON)) console.print(json().line());
        return 0;
    }

    private JsonObject json() throws IOException {
        return new JsonObject().with("sources", sources());
    }

    private List<String> sources() throws IOException {
        return services.catalogs.sources().stream().map(FeedUri::text).toList();
    }

    private Promise<Integer> failed(String why, Status status) {
        return services.loop.promises().failed(new Complaint(why, status));
    }

    private final class Listing extends SimpleCommand {
        Listing() {
            super(services.loop, "catalog list", "", Option.JSON);
        }

        @Override
        void work(Invocation invocation) throws Exception {
            if (!invocation.words().isEmpty()) throw new WrongUsage();
            if (invocation.has(Option.JSON)) told(invocation);
            else sources().forEach(source -> console.print(SafeText.of(source)));
        }
    }

    private final class Refresh extends NamedCommand {
        Refresh() {
            super("catalog refresh", "", Option.JSON, Option.TRUST);
        }

        @Override
        public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
            if (!invocation.words().isEmpty()) throw new WrongUsage();
            return refresh.demand(scope).flatMap(catalog -> services.loop.offLoop(() -> told(invocation, catalog)));
        }
    }

    private int told(Command.Invocation invocation, Catalog catalog) throws IOException {
        if (invocation.has(Option.JSON))
            console.print(json().with("programs", catalog.feeds().size()).line());
        return 0;
    }

    private final class Remove extends SimpleCommand {
        Remove() {
            super(services.loop, "catalog remove", "URI", Option.JSON);
        }

        @Override
        void work(Invocation invocation) throws Exception {
            FeedUri source = source(invocation);
            if (services.catalogs.remove(source) == Catalogs.Removal.UNKNOWN)
                throw new Complaint("The catalog " + source + " is not registered: see 'catalog list'");
            told(invocation);
        }
    }

    private final class Reset extends NamedCommand {
        Reset() {
            super("catalog reset", "", Option.JSON, Option.TRUST);
        }

        @Override
        public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
            if (!invocation.words().isEmpty()) throw new WrongUsage();
            return services.loop
                    .offLoop(() -> {
                        services.catalogs.reset();
                        return Done.DONE;
                    })
                    .flatMap(reset -> refresh.attempt(scope))
                    .flatMap(status -> services.loop.offLoop(() -> told(invocation)));
        }
    }
}
