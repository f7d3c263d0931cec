package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.osgi.util.promise.Promise;
import org.slipway.async.Done;
import org.slipway.async.Switch;

/** {@code update-all}: updates one application after the other; one that cannot be does not stop the others. */
final class UpdateAllCommand extends NamedCommand {
    private final Services services;
    private final Console console;
    private final UpdateCommand update;

    UpdateAllCommand(Services services, Console console) {
        super("update-all", "", Option.JSON, Option.OFFLINE, Option.TRUST);
        this.services = services;
        this.console = console;
        this.update = new UpdateCommand(services, console);
    }

    private record Failure(String name, Complaint why) {}

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        List<Failure> failures = new ArrayList<>();
        List<Object> apps = new ArrayList<>();
        return services.loop.offLoop(services.apps::names).flatMap(names -> {
            Promise<Done> updated = services.loop.promises().resolved(Done.DONE);
            for (String name : names) updated = updated.flatMap(x -> update(name, invocation, apps, failures, scope));
            return updated.map(x -> {
                if (invocation.has(Option.JSON))
                    console.print(new JsonObject().with("apps", apps).line());
                return conclude(failures);
            });
        });
    }

    private Promise<Done> update(
            String name, Invocation invocation, List<Object> apps, List<Failure> failures, Switch scope)
            throws Complaint {
        if (scope.isOff()) throw new Complaint("Stopped", Status.STOPPED);
        boolean json = invocation.has(Option.JSON);
        if (!json) console.print(name + ":");
        JsonObject app = new JsonObject().with("app", name);
        UpdateCommand.Told told = json
                ? (news, now) -> app.withAll(update.json(news, now).members())
                : (news, now) -> news.lines().forEach(console::print);
        apps.add(app.members());
        return update.update(name, told, invocation, scope)
                .map(status -> Done.DONE)
                .recover(failed -> {
                    if (console.isVerbose()) console.trace(failed.getFailure());
                    Complaint why = Complaint.of(failed.getFailure());
                    failures.add(new Failure(name, why));
                    app.with("problem", why.getMessage());
                    return Done.DONE;
                });
    }

    /** The status is that of the first that could not be updated. */
    private static int conclude(List<Failure> failures) throws Complaint {
        if (failures.isEmpty()) return 0;
        String all = failures.stream()
                .map(failure -> failure.name() + ": " + failure.why().getMessage())
                .collect(Collectors.joining("\n"));
        throw new Complaint(all, failures.get(0).why().status());
    }
}
