package org.slipway.cli.internal;

import java.util.List;
import java.util.Map;

import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;

/** {@code diff}: what differs between two locks, or between any selections; the exit status tells whether something does. */
final class DiffCommand extends NamedCommand {
    private final Services services;
    private final Console console;

    DiffCommand(Services services, Console console) {
        super("diff", "LOCK LOCK", Option.JSON);
        this.services = services;
        this.console = console;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (invocation.words().size() != 2) throw new WrongUsage();
        return services.loop.offLoop(() -> {
            Names names = new Names(services.host);
            List<String> changes = LockChanges.of(
                    side(names, invocation.words().get(0)),
                    side(names, invocation.words().get(1)));
            if (invocation.has(Option.JSON)) console.print(JsonText.of(Map.of("changes", changes)));
            else changes.forEach(console::print);
            return changes.isEmpty() ? 0 : 1;
        });
    }

    private static Target.Saved side(Names names, String typed) throws Complaint {
        return Target.saved(Target.read(names.path(typed)), typed);
    }
}
