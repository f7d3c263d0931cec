package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Selecting.Made;
import org.slipway.model.selections.Selections;

/** {@code _update-bg app DIRECTORY} or {@code _update-bg run URI}: what a run starts beside the program when it is time to look for news. */
final class UpdateInBackgroundCommand extends NamedCommand {
    private final Services services;
    private final Selecting selecting;
    private final PlanKeeping plans;

    UpdateInBackgroundCommand(Services services, Console console) {
        super("_update-bg", "app DIRECTORY | run URI");
        this.services = services;
        this.selecting = new Selecting(services, console);
        this.plans = new PlanKeeping(services.plans, services.loop, console);
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        List<String> words = invocation.words();
        if (words.size() != 2) throw new WrongUsage();
        return switch (words.get(0)) {
            case "app" ->
                app(words.get(1), invocation, scope)
                        .onFailure(why -> Notification.show("Cannot update "
                                + Path.of(words.get(1)).getFileName() + ": run 'slipway update' with its name"))
                        .map(kept -> 0);
            case "run" -> uri(words.get(1), invocation, scope).map(kept -> 0);
            default -> throw new WrongUsage();
        };
    }

    private Promise<Done> uri(String uri, Invocation invocation, Switch scope) {
        return selecting
                .target(uri, invocation)
                .flatMap(target -> services.loop.offLoop(() -> {
                    services.plans.renew(target.requirements().interfaceUri());
                    return target;
                }))
                .flatMap(target -> selecting.select(target, Selecting.news(target, Optional.empty()), scope))
                .flatMap(made -> plans.keep(made, invocation, scope));
    }

    private Promise<Done> app(String directory, Invocation invocation, Switch scope) {
        return services.loop
                .offLoop(() -> begin(directory))
                .flatMap(begun -> begun.isEmpty()
                        ? services.loop.promises().resolved(Done.DONE)
                        : update(begun.get(), invocation, scope));
    }

    private Promise<Done> update(App app, Invocation invocation, Switch scope) {
        return selecting
                .target(app.name(), invocation)
                .flatMap(target -> selecting.select(target, Selecting.news(target, Optional.empty()), scope))
                .flatMap(made -> services.loop
                        .offLoop(() -> save(app, made))
                        .flatMap(saved -> plans.keep(app, made.selections(), scope)));
    }

    /** Nothing if somebody else looks already: whoever starts the program meanwhile need not look for news too. */
    private Optional<App> begin(String directory) throws Complaint, IOException {
        App app =
                DestroyCommand.named(services, Path.of(directory).getFileName().toString());
        if (!app.directory().equals(Path.of(directory)))
            throw new Complaint("'" + directory + "' is no application: " + app.directory() + " is");
        services.plans.renew(app);
        if (!app.mayLook(services.loop.clock().instant())) return Optional.empty();
        app.attempted();
        return Optional.of(app);
    }

    private Done save(App app, Made made) throws Complaint, IOException {
        Selections before = ShowCommand.selections(app);
        if (!before.isSameAs(made.selections())) {
            app.save(made.selections());
            Notification.show(app.name() + " updated");
        }
        app.checked();
        return Done.DONE;
    }
}
