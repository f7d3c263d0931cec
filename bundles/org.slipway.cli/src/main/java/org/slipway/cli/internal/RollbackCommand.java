package org.slipway.cli.internal;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.api.app.BadApp;
import org.slipway.api.app.Wanted;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.model.selections.Selections;

/** {@code rollback}: lets an application run what it ran at the end of a day; without one, tells which days there are. */
final class RollbackCommand extends NamedCommand {
    private final Services services;
    private final Console console;
    private final Selecting selecting;
    private final PlanKeeping plans;

    RollbackCommand(Services services, Console console) {
        super("rollback", "APP-NAME [YYYY-MM-DD]", Option.JSON, Option.OFFLINE);
        this.services = services;
        this.console = console;
        this.selecting = new Selecting(services, console);
        this.plans = new PlanKeeping(services.plans, services.loop, console);
    }

    private record Old(App app, Wanted wanted, Selections selections) {}

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        List<String> words = invocation.words();
        if (words.isEmpty() || words.size() > 2) throw new WrongUsage();
        if (words.size() == 1) return services.loop.offLoop(() -> list(words.get(0), invocation));
        return services.loop.offLoop(() -> old(words.get(0), words.get(1))).flatMap(old -> {
            DriverRequest request = new DriverRequest(
                    old.wanted().requirements(), Refresh.AS_NEEDED, Selecting.networkUse(invocation), Goal.RUN);
            return selecting
                    .download(old.selections(), request, scope)
                    .flatMap(here -> services.loop.offLoop(() -> restore(old)))
                    .flatMap(done -> plans.keep(old.app(), old.selections(), scope))
                    .flatMap(kept -> services.loop.offLoop(() -> restored(old, words.get(1), invocation)));
        });
    }

    private int list(String name, Invocation invocation) throws Complaint, IOException {
        List<String> days = DestroyCommand.named(services, name).history().stream()
                .map(LocalDate::toString)
                .toList();
        if (days.isEmpty())
            throw new Complaint("The application '" + name + "' is not complete: it has no selections to go back to."
                    + " Remove it (destroy " + name + ") and add it again");
        if (invocation.has(Option.JSON))
            console.print(new JsonObject().with("app", name).with("days", days).line());
        else days.forEach(console::print);
        return 0;
    }

    private int restored(Old old, String day, Invocation invocation) throws Complaint, IOException {
        if (invocation.has(Option.JSON))
            console.print(new JsonObject()
                    .with("app", old.app().name())
                    .with("day", day)
                    .withAll(new SelectionsJson(services).members(old.selections()))
                    .line());
        return 0;
    }

    private Old old(String name, String day) throws Complaint, IOException {
        App app = DestroyCommand.named(services, name);
        try {
            Optional<Selections> selections = app.selections(day(day));
            if (selections.isPresent()) return new Old(app, app.wanted(), selections.get());
        } catch (BadApp bad) {
            throw new Complaint(bad.getMessage());
        }
        String days = app.history().stream().map(LocalDate::toString).collect(Collectors.joining(", "));
        throw new Complaint("Nothing changed in '" + name + "' on " + day + ". There is " + days);
    }

    private static LocalDate day(String typed) throws Complaint {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeException noDay) {
            throw new Complaint("'" + typed + "' is no day: write it as 2026-01-31");
        }
    }

    /** As an update of today, so that the history stays one, and so that nothing but an update undoes it. */
    private Done restore(Old old) throws IOException {
        old.app().save(old.selections());
        old.app().hold();
        return Done.DONE;
    }
}
