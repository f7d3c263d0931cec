package org.slipway.cli.internal;

import java.util.Optional;
import java.util.Set;

import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.api.launch.Keeping;
import org.slipway.api.launch.LaunchPlans;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Command.Invocation;
import org.slipway.cli.internal.Selecting.Made;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selections;

/** Lets the next plain {@code run} of what was just selected do without a JVM. */
final class PlanKeeping {
    /** Options that change nothing of what is selected. */
    private static final Set<Option> PLAIN =
            Set.of(Option.CONSOLE, Option.VERBOSE, Option.SHOW, Option.XML, Option.REFRESH, Option.TRUST);

    private final LaunchPlans plans;
    private final Loop loop;
    private final Console console;

    PlanKeeping(LaunchPlans plans, Loop loop, Console console) {
        this.plans = plans;
        this.loop = loop;
        this.console = console;
    }

    /** Only what {@code run} with nothing but the name would do is kept. */
    Promise<Done> keep(Made made, Invocation invocation, Switch scope) {
        boolean plain = invocation.typed().options().stream().allMatch(given -> PLAIN.contains(given.option()));
        if (!plain || made.target().saved().isPresent()) return nothing();
        Optional<App> app = made.target().app().map(Target.Named::app);
        if (app.isPresent()) {
            // What a mere look has brought is not what the application runs.
            boolean its =
                    made.before().filter(had -> had.isSameAs(made.selections())).isPresent();
            return its ? keep(app.get(), made.selections(), scope) : nothing();
        }
        InterfaceUri uri = made.request().requirements().interfaceUri();
        if (!made.request().requirements().equals(Requirements.run(uri))) return nothing();
        String typed = invocation.words().get(0);
        if (console.isVerbose() && Names.isRemote(uri.text()) && !Names.isRemote(typed))
            console.say(
                    "A launch plan is looked for by " + uri + ", and not by '" + typed
                            + "', which may mean something else tomorrow: 'slipway add' makes it an application, which has one");
        return tell(plans.keep(uri, made.selections(), made.feeds(), scope));
    }

    private Promise<Done> nothing() {
        return loop.promises().resolved(Done.DONE);
    }

    Promise<Done> keep(App app, Selections selections, Switch scope) {
        return tell(plans.keep(app, selections, scope));
    }

    /** Without a plan everything works, only slower. */
    private Promise<Done> tell(Promise<Keeping> keeping) {
        return keeping.recover(failed -> new Keeping.Refused(failed.getFailure().toString()))
                .map(outcome -> {
                    if (outcome instanceof Keeping.Refused refused && console.isVerbose())
                        console.say("No launch plan is kept: " + refused.why());
                    return Done.DONE;
                });
    }
}
