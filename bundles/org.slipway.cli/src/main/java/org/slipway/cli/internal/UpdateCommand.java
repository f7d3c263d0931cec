package org.slipway.cli.internal;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.api.app.Wanted;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.solver.Choice;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Selecting.Made;
import org.slipway.cli.internal.UpdateText.News;
import org.slipway.model.selections.Selections;

/** {@code update}: looks for news, fetches it, and says what has changed; an application runs it from now on. */
final class UpdateCommand extends NamedCommand {
    private final Services services;
    private final Console console;
    private final Selecting selecting;
    private final Pinning pinning;
    private final PlanKeeping plans;

    UpdateCommand(Services services, Console console) {
        super("update", "APP | URI", all().toArray(Option[]::new));
        this.services = services;
        this.console = console;
        this.selecting = new Selecting(services, console);
        this.pinning = new Pinning(services);
        this.plans = new PlanKeeping(services.plans, services.loop, console);
    }

    private static Set<Option> all() {
        Set<Option> all = EnumSet.copyOf(Selecting.KEPT);
        all.addAll(Pinning.OPTIONS);
        return all;
    }

    /** Who wants to know what an update has brought. Off the loop. */
    interface Told {
        void of(News news, Selections now) throws Complaint, IOException;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().size() != 1) throw new WrongUsage();
        Pinning.check(invocation);
        if (invocation.has(Option.REFRESH)) console.warn("update asks for news of every feed anyway");
        Told told = invocation.has(Option.JSON)
                ? (news, now) -> console.print(json(news, now).line())
                : (news, now) -> news.lines().forEach(console::print);
        return update(invocation.words().get(0), told, invocation, scope);
    }

    JsonObject json(News news, Selections now) throws Complaint, IOException {
        return new JsonObject().withAll(news.json()).withAll(new SelectionsJson(services).members(now));
    }

    Promise<Integer> update(String typed, Told told, Invocation invocation, Switch scope) {
        return selecting.target(typed, invocation).flatMap(target -> before(target, scope)
                .flatMap(before -> update(target, before, told, invocation, scope)));
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

    private Promise<Integer> update(
            Target target, Optional<Selections> before, Told told, Invocation invocation, Switch scope) {
        Target plain = new Target(target.requirements(), Optional.empty(), target.app());
        DriverRequest request = Pinning.asked(Selecting.news(plain, Selecting.networkUse(invocation)), invocation);
        Supplier<Promise<Made>> choice = () -> selecting.select(plain, request, scope);
        return pinning.around(target.requirements().interfaceUri(), invocation, choice)
                .flatMap(made -> services.driver
                        .choices(made.selections(), request)
                        .flatMap(choices -> services.loop.offLoop(() -> tell(made, before, choices, told)))
                        .flatMap(x -> services.loop.offLoop(() -> save(made, before, invocation)))
                        .flatMap(x -> keep(made, invocation, scope))
                        .map(kept -> 0));
    }

    private Promise<Done> keep(Made made, Invocation invocation, Switch scope) {
        Optional<App> app = made.target().app().map(Target.Named::app);
        return app.isPresent() ? plans.keep(app.get(), made.selections(), scope) : plans.keep(made, invocation, scope);
    }

    private Done tell(Made made, Optional<Selections> before, List<Choice> choices, Told told)
            throws Complaint, IOException {
        told.of(new UpdateText(services).of(before, made.selections(), choices), made.selections());
        return Done.DONE;
    }

    private Done save(Made made, Optional<Selections> before, Invocation invocation) throws IOException {
        boolean changed = before.isEmpty() || !before.get().isSameAs(made.selections());
        if (made.target().app().isPresent()) save(made, changed, invocation);
        return Done.DONE;
    }

    private void save(Made made, boolean changed, Invocation invocation) throws IOException {
        Target.Named named = made.target().app().orElseThrow();
        App app = named.app();
        if (changed) app.save(made.selections());
        if (changed || app.isHeld()) app.checked();
        Optional<String> message =
                invocation.typed().value(Option.MESSAGE).or(() -> named.wanted().message());
        Wanted wanted = new Wanted(made.request().requirements(), message.filter(text -> !text.isEmpty()));
        app.want(wanted);
    }
}
