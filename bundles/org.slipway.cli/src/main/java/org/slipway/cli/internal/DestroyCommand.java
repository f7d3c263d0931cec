package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.slipway.api.app.App;
import org.slipway.api.app.BadApp;

/** {@code destroy}: forgets an application. What it has downloaded stays in the store. */
final class DestroyCommand extends SimpleCommand {
    private final Services services;
    private final Console console;

    DestroyCommand(Services services, Console console) {
        super(services.loop, "destroy", "PET-NAME", Option.JSON);
        this.services = services;
        this.console = console;
    }

    @Override
    void work(Invocation invocation) throws Exception {
        if (invocation.words().size() != 1) throw new WrongUsage();
        App app = named(services, invocation.words().get(0));
        Optional<Path> script = services.scripts.find(app);
        script.ifPresent(file -> services.dryRun.instead("would delete launcher script " + file));
        try {
            services.apps.destroy(app);
        } catch (BadApp notOurs) {
            throw new Complaint(notOurs.getMessage());
        }
        services.plans.forget(app);
        services.scripts
                .remove(app)
                .ifPresent(file ->
                        console.warn("'" + file + "' exists, but doesn't look like our launcher, so not deleting it"));
        if (invocation.has(Option.JSON))
            console.print(new JsonObject()
                    .with("app", app.name())
                    .with("launcher", script.map(Path::toString).orElse(null))
                    .line());
    }

    static App named(Services services, String name) throws Complaint, IOException {
        return services.apps.find(name).orElseThrow(() -> new Complaint("No such application '" + name + "'"));
    }
}
