package org.slipway.cli.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.api.app.BadApp;
import org.slipway.api.app.LauncherScripts.Reach;
import org.slipway.api.app.LauncherScripts.Script;
import org.slipway.api.app.Wanted;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Selecting.Made;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;

/** {@code add}: gives an interface a name and a launcher on the path. */
final class AddCommand extends NamedCommand {
    private final Services services;
    private final Console console;
    private final Selecting selecting;
    private final PlanKeeping plans;

    AddCommand(Services services, Console console) {
        super("add", "PET-NAME INTERFACE", Selecting.KEPT.toArray(Option[]::new));
        this.services = services;
        this.console = console;
        this.selecting = new Selecting(services, console);
        this.plans = new PlanKeeping(services.plans, services.loop, console);
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        List<String> words = invocation.words();
        if (words.size() != 2) throw new WrongUsage();
        return selecting
                .target(words.get(1), invocation)
                .flatMap(target -> services.loop.offLoop(() -> checked(target, words)))
                .flatMap(
                        target -> selecting.select(target, Selecting.request(target, invocation, Goal.DOWNLOAD), scope))
                .flatMap(made -> services.loop
                        .offLoop(() -> add(words.get(0), made, invocation))
                        .flatMap(app -> plans.keep(app, made.selections(), scope)))
                .map(kept -> 0);
    }

    /** Before anything is fetched for nothing. */
    private Target checked(Target target, List<String> words) throws Complaint, IOException {
        if (target.app().isPresent()) throw new Complaint("'" + words.get(1) + "' is an app, not an interface URI");
        if (target.saved().isPresent())
            throw new Complaint("'" + words.get(1) + "' is a selections document, not an interface URI");
        try {
            if (services.apps.find(words.get(0)).isEmpty()) services.scripts.check(words.get(0));
        } catch (BadApp inTheWay) {
            throw new Complaint(inTheWay.getMessage());
        }
        return target;
    }

    private App add(String name, Made made, Invocation invocation) throws Complaint, IOException {
        InterfaceUri uri = made.request().requirements().interfaceUri();
        Optional<InterfaceUri> replacement = replacement(uri);
        boolean json = invocation.has(Option.JSON);
        if (!json)
            replacement.ifPresent(
                    other -> console.print("Warning: interface " + uri + " has been replaced by " + other));
        Wanted wanted =
                new Wanted(made.request().requirements(), invocation.typed().value(Option.MESSAGE));
        try {
            App app = services.apps.create(name, wanted, made.selections());
            Script script = services.scripts.add(app);
            services.dryRun.instead("would write launcher script " + script.file());
            if (script.reach() == Reach.NOT_ON_PATH)
                console.warn(script.file().getParent() + " is not in $PATH. Add it with:\nexport PATH="
                        + script.file().getParent() + ":$PATH");
            if (json) console.print(json(app, script, replacement, made));
            return app;
        } catch (BadApp refused) {
            throw new Complaint(refused.getMessage());
        }
    }

    private String json(App app, Script script, Optional<InterfaceUri> replacement, Made made)
            throws Complaint, IOException {
        return new JsonObject()
                .with("app", app.name())
                .with("launcher", script.file().toString())
                .with("onPath", script.reach() == Reach.ON_PATH)
                .with("replacedBy", replacement.map(InterfaceUri::text).orElse(null))
                .withAll(new SelectionsJson(services).members(made.selections()))
                .line();
    }

    private Optional<InterfaceUri> replacement(InterfaceUri uri) {
        try {
            return services.feeds.get(FeedUri.of(uri.text())).flatMap(feed -> feed.replacedBy());
        } catch (UnusableFeed alreadyTold) {
            return Optional.empty();
        }
    }
}
