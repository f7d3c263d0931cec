package org.slipway.cli.internal;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.cli.internal.Selecting.Made;
import org.slipway.model.xml.Xml;

/** {@code select} and {@code download}: chooses, or chooses and fetches. */
final class SelectCommand implements Command {
    private final Services services;
    private final Console console;
    private final Selecting selecting;
    private final PlanKeeping plans;
    private final Goal goal;

    private SelectCommand(Services services, Console console, Goal goal) {
        this.services = services;
        this.console = console;
        this.selecting = new Selecting(services, console);
        this.plans = new PlanKeeping(services.plans, services.loop, console);
        this.goal = goal;
    }

    static Command select(Services services, Console console) {
        return new SelectCommand(services, console, Goal.SELECT);
    }

    static Command download(Services services, Console console) {
        return new SelectCommand(services, console, Goal.DOWNLOAD);
    }

    @Override
    public String name() {
        return goal == Goal.SELECT ? "select" : "download";
    }

    @Override
    public String usage() {
        return "APP | URI";
    }

    @Override
    public Set<Option> options() {
        Set<Option> options = EnumSet.copyOf(Selecting.AT_ONCE);
        options.addAll(Pinning.OPTIONS);
        options.add(Option.JSON);
        options.add(Option.XML);
        if (goal == Goal.SELECT) options.add(Option.MAY_COMPILE);
        else options.addAll(Set.of(Option.LOCKED, Option.SHOW));
        return options;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().size() != 1) throw new WrongUsage();
        return selecting.make(invocation, goal, scope).flatMap(made -> services.loop
                .offLoop(() -> show(made, invocation))
                .flatMap(status -> keep(made, invocation, scope).map(kept -> status)));
    }

    private Promise<Done> keep(Made made, Invocation invocation, Switch scope) {
        if (goal == Goal.SELECT) return services.loop.promises().resolved(Done.DONE);
        return plans.keep(made, invocation, scope);
    }

    /** Of both forms, the one that is named first counts. */
    private static boolean asXml(Invocation invocation) {
        return invocation.typed().options().stream()
                .map(Arguments.Given::option)
                .filter(option -> option == Option.SHOW || option == Option.XML)
                .findFirst()
                .equals(Optional.of(Option.XML));
    }

    private int show(Made made, Invocation invocation) throws Complaint, IOException {
        if (invocation.has(Option.JSON)) console.print(new SelectionsJson(services).of(made.selections()));
        else if (asXml(invocation)) console.write(Xml.write(made.selections().document()));
        else if (goal == Goal.SELECT || invocation.has(Option.SHOW)) tell(made);
        return 0;
    }

    private void tell(Made made) {
        boolean named = made.target().app().isPresent();
        if (named) ShowCommand.print(console, made.request().requirements().restrictions());
        console.print(SelectionsTree.of(made.selections(), services.store));
        if (named) changes(made);
    }

    /** How an application that is only looked at would change. */
    private void changes(Made made) {
        List<String> changes = VersionChanges.of(made.before(), made.selections());
        changes.forEach(console::print);
        boolean otherwise = !made.request()
                .requirements()
                .equals(made.target().app().orElseThrow().wanted().requirements());
        if (!changes.isEmpty() || otherwise) console.print("(note: use '0install update' instead to save the changes)");
    }
}
