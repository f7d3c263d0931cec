package org.slipway.cli.internal;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.api.app.Wanted;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.solver.Choice;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Selecting.Made;
import org.slipway.model.FeedUri;
import org.slipway.model.Stability;
import org.slipway.model.Version;
import org.slipway.model.feed.Feed;
import org.slipway.model.selections.Selections;

/** {@code update}: looks for news, fetches it, and says what has changed; an application runs it from now on. */
final class UpdateCommand extends NamedCommand {
    private final Services services;
    private final Console console;
    private final Selecting selecting;
    private final PlanKeeping plans;

    UpdateCommand(Services services, Console console) {
        super("update", "APP | URI", all().toArray(Option[]::new));
        this.services = services;
        this.console = console;
        this.selecting = new Selecting(services, console);
        this.plans = new PlanKeeping(services.plans, services.loop, console);
    }

    private static Set<Option> all() {
        return EnumSet.copyOf(Selecting.OPTIONS);
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().size() != 1) throw new WrongUsage();
        return selecting.target(invocation.words().get(0), invocation).flatMap(target -> before(target, scope)
                .flatMap(before -> update(target, before, invocation, scope)));
    }

    /** What there is now; for an interface, what would be chosen from what is cached. */
    private Promise<Optional<Selections>> before(Target target, Switch scope) {
        if (target.saved().isPresent()) return services.loop.promises().resolved(target.saved());
        if (target.app().isPresent())
            return services.loop.offLoop(
                    () -> Optional.of(ShowCommand.selections(target.app().get().app())));
        DriverRequest asIs = new DriverRequest(target.requirements(), Refresh.NONE, Optional.empty(), Goal.SELECT);
        return services.driver
                .select(asIs, scope)
                .map(result ->
                        result instanceof Result.Ready ready ? Optional.of(ready.selections()) : Optional.empty());
    }

    private Promise<Integer> update(Target target, Optional<Selections> before, Invocation invocation, Switch scope) {
        Target plain = new Target(target.requirements(), Optional.empty(), target.app());
        DriverRequest request = Selecting.news(plain, Selecting.networkUse(invocation));
        return selecting.select(plain, request, scope).flatMap(made -> services.driver
                .choices(made.selections(), request)
                .flatMap(choices -> services.loop.offLoop(() -> tell(made, before, choices, invocation)))
                .flatMap(told -> keep(made, invocation, scope))
                .map(kept -> 0));
    }

    private Promise<Done> keep(Made made, Invocation invocation, Switch scope) {
        Optional<App> app = made.target().app().map(Target.Named::app);
        return app.isPresent() ? plans.keep(app.get(), made.selections(), scope) : plans.keep(made, invocation, scope);
    }

    private Done tell(Made made, Optional<Selections> before, List<Choice> choices, Invocation invocation)
            throws IOException {
        Optional<Feed> feed = feed(made);
        feed.flatMap(Feed::replacedBy)
                .ifPresent(other -> console.print("Warning: interface "
                        + made.request().requirements().interfaceUri() + " has been replaced by " + other));
        String version = made.selections()
                .get(made.selections().root())
                .flatMap(root -> root.element().attribute("version"))
                .orElse("");
        List<String> changes = VersionChanges.of(before, made.selections());
        changes.forEach(console::print);
        boolean changed =
                !changes.isEmpty() || before.isEmpty() || !before.get().isSameAs(made.selections());
        if (changed && changes.isEmpty() && before.isPresent())
            console.print("Updates to metadata found, but no change to version (" + version + ").");
        if (!laterExists(made, choices, version, feed) && !changed)
            console.print("No updates found. Continuing with version " + version + ".");
        if (made.target().app().isPresent()) save(made, changed, invocation);
        return Done.DONE;
    }

    private Optional<Feed> feed(Made made) {
        try {
            return services.feeds.get(
                    FeedUri.of(made.request().requirements().interfaceUri().text()));
        } catch (UnusableFeed unusable) {
            return Optional.empty();
        }
    }

    private boolean laterExists(Made made, List<Choice> choices, String version, Optional<Feed> feed) {
        Version selected = Version.of(version);
        Optional<Choice.Other> later = choices.stream()
                .limit(1)
                .flatMap(root -> root.others().stream())
                .filter(other -> other.candidate().version().compareTo(selected) > 0)
                .max((one, other) ->
                        one.candidate().version().compareTo(other.candidate().version()));
        if (later.isEmpty()) return false;
        console.print("A later version (" + made.request().requirements().interfaceUri() + " "
                + later.get().candidate().version() + ") exists but was not selected. Using " + version + " instead.");
        boolean testing = feed.map(Feed::implementations)
                .map(all -> all.get(later.get().candidate().id()))
                .filter(implementation -> implementation.stability().compareTo(Stability.STABLE) < 0)
                .isPresent();
        if (testing && services.settings.helpWithTesting() == Consent.NO)
            console.print("To select \"testing\" versions, use:\n0install config help_with_testing True");
        return true;
    }

    private void save(Made made, boolean changed, Invocation invocation) throws IOException {
        Target.Named named = made.target().app().orElseThrow();
        App app = named.app();
        if (changed) {
            app.save(made.selections());
            app.checked();
        }
        Optional<String> message =
                invocation.typed().value(Option.MESSAGE).or(() -> named.wanted().message());
        Wanted wanted = new Wanted(made.request().requirements(), message.filter(text -> !text.isEmpty()));
        app.want(wanted);
    }
}
