package org.slipway.cli.internal;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.async.Switch;

/**
 * {@code run}: hands the script that starts the program to whoever has started us, and ends. The program's arguments never
 * leave the shell: it is told how many of them are ours.
 */
final class RunCommand implements Command {
    private final Services services;
    private final Caller caller;
    private final Selecting selecting;
    private final PlanKeeping plans;

    RunCommand(Services services, Caller caller, Console console) {
        this.services = services;
        this.caller = caller;
        this.selecting = new Selecting(services, console);
        this.plans = new PlanKeeping(services.plans, services.loop, console);
    }

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String usage() {
        return "APP | URI [ARGS]";
    }

    @Override
    public Set<Option> options() {
        Set<Option> options = EnumSet.copyOf(Selecting.AT_ONCE);
        options.addAll(Pinning.OPTIONS);
        options.add(Option.LOCKED);
        options.add(Option.MAIN);
        options.add(Option.WRAPPER);
        return options;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        Optional<String> wrapper = invocation.typed().value(Option.WRAPPER);
        LaunchOptions options = new LaunchOptions(
                invocation.typed().value(Option.MAIN),
                services.dryRun.isOn() ? Optional.of(DryRun.instead(wrapper)) : wrapper);
        return selecting.make(invocation, Goal.RUN, scope).flatMap(made -> services.loop
                .offLoop(() -> services.launchers.plan(made.selections(), options))
                .flatMap(plan -> plans.keep(made, invocation, scope)
                        .flatMap(kept -> services.loop.offLoop(() -> {
                            HandOver.to(
                                    caller,
                                    services.dryRun.named(plan.script()),
                                    invocation.typed().own());
                            return 0;
                        }))));
    }
}
