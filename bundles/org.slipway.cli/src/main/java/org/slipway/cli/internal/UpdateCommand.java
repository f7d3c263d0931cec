package org.slipway.cli.internal;

import java.util.EnumSet;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.async.Switch;
import org.slipway.model.selections.Selections;

/** {@code update}: asks for news of every feed, downloads what is chosen now, and says what has changed. */
final class UpdateCommand extends NamedCommand {
    private final Services services;
    private final Console console;
    private final Selecting selecting;

    UpdateCommand(Services services, Console console) {
        super("update", "URI", EnumSet.copyOf(Selecting.OPTIONS).toArray(Option[]::new));
        this.services = services;
        this.console = console;
        this.selecting = new Selecting(services, console);
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().size() != 1) throw new WrongUsage();
        if (invocation.has(Option.REFRESH)) console.say("warning: update asks for news of every feed anyway");
        Names names = new Names(services.host.workingDirectory());
        return services.loop
                .offLoop(() -> Target.of(invocation.words().get(0), names, invocation.typed()))
                .flatMap(target ->
                        before(target, invocation, scope).flatMap(old -> update(target, old, invocation, scope)));
    }

    /** What would be chosen without any news. */
    private Promise<Optional<Selections>> before(Target target, Invocation invocation, Switch scope) {
        if (target.saved().isPresent()) return services.loop.promises().resolved(target.saved());
        return services.driver
                .select(request(target, Refresh.NEVER, Goal.SELECT, invocation), scope)
                .map(result ->
                        result instanceof Result.Ready ready ? Optional.of(ready.selections()) : Optional.empty());
    }

    private static DriverRequest request(Target target, Refresh refresh, Goal goal, Invocation invocation) {
        return new DriverRequest(target.requirements(), refresh, Selecting.networkUse(invocation), goal);
    }

    private Promise<Integer> update(Target target, Optional<Selections> old, Invocation invocation, Switch scope) {
        DriverRequest request = request(target, Refresh.ALL, Goal.DOWNLOAD, invocation);
        return selecting
                .select(new Target(target.requirements(), Optional.empty()), request, scope)
                .flatMap(now -> services.driver
                        .choices(now, request)
                        .flatMap(choices -> services.loop.offLoop(() -> {
                            new UpdateText(services).of(old, now, choices).forEach(console::print);
                            return 0;
                        })));
    }
}
