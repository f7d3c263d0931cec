package org.slipway.cli.internal;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.async.Switch;
import org.slipway.model.selections.Selections;
import org.slipway.model.xml.Xml;

/** {@code select} and {@code download}: chooses, or chooses and fetches. */
final class SelectCommand implements Command {
    /** Of several the first counts. */
    private static final Set<Option> FORMS = EnumSet.of(Option.SHOW, Option.XML);

    private final Services services;
    private final Console console;
    private final Selecting selecting;
    private final Goal goal;

    private SelectCommand(Services services, Console console, Goal goal) {
        this.services = services;
        this.console = console;
        this.selecting = new Selecting(services, console);
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
        return "URI";
    }

    @Override
    public Set<Option> options() {
        Set<Option> options = EnumSet.copyOf(Selecting.OPTIONS);
        options.add(Option.XML);
        options.add(goal == Goal.SELECT ? Option.MAY_COMPILE : Option.SHOW);
        return options;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().size() != 1) throw new WrongUsage();
        return selecting
                .select(invocation, goal, scope)
                .flatMap(selections -> services.loop.offLoop(() -> show(selections, invocation)));
    }

    private int show(Selections selections, Invocation invocation) {
        Optional<Option> form = invocation.typed().options().stream()
                .map(Arguments.Given::option)
                .filter(FORMS::contains)
                .findFirst();
        if (form.equals(Optional.of(Option.XML))) console.write(Xml.write(selections.document()));
        else if (goal == Goal.SELECT || form.isPresent()) console.print(SelectionsTree.of(selections, services.store));
        return 0;
    }
}
