package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;
import org.slipway.model.selections.Lock;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;
import org.slipway.model.xml.Element;

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
            Side old = side(names, invocation.words().get(0));
            Side now = side(names, invocation.words().get(1));
            List<String> changes = new ArrayList<>(VersionChanges.of(Optional.of(old.selections), now.selections));
            changes.addAll(contents(old.selections, now.selections));
            changes.addAll(keys(old.lock, now.lock));
            if (invocation.has(Option.JSON)) console.print(JsonText.of(Map.of("changes", changes)));
            else changes.forEach(console::print);
            return changes.isEmpty() ? 0 : 1;
        });
    }

    private record Side(Selections selections, Optional<Lock> lock) {}

    private static Side side(Names names, String typed) throws Complaint {
        Element document = Target.read(names.path(typed));
        Target.Saved saved = Target.saved(document, typed);
        return new Side(saved.selections(), saved.lock());
    }

    /** The same version, but something else: a publisher may do that, and should not. */
    private static List<String> contents(Selections old, Selections now) {
        List<String> changes = new ArrayList<>();
        for (Selection after : now.selections()) {
            Optional<Selection> before =
                    old.get(after.role()).filter(same -> same.version().equals(after.version()));
            if (before.isEmpty()) continue;
            change(before.get(), after).ifPresent(change -> changes.add(after.role() + ": " + change));
        }
        return changes;
    }

    private static Optional<String> change(Selection before, Selection after) {
        if (!before.digests().equals(after.digests()))
            return Optional.of("the same version, but other files: " + before.digests() + " -> " + after.digests());
        if (!before.id().equals(after.id()))
            return Optional.of("the same version, but another implementation: " + before.id() + " -> " + after.id());
        boolean same = before.commands().equals(after.commands())
                && before.bindings().equals(after.bindings())
                && before.dependencies().equals(after.dependencies())
                && before.localPath().equals(after.localPath());
        return same ? Optional.empty() : Optional.of("the same implementation, started in another way");
    }

    private static List<String> keys(Optional<Lock> old, Optional<Lock> now) {
        if (old.isEmpty() || now.isEmpty()) return List.of();
        List<String> changes = new ArrayList<>();
        new TreeMap<>(now.get().feeds()).forEach((uri, locked) -> {
            Lock.Locked before = old.get().feeds().get(uri);
            if (before != null && !Set.copyOf(before.signedBy()).equals(Set.copyOf(locked.signedBy())))
                changes.add(uri + ": signed by " + keys(before) + " -> " + keys(locked));
        });
        return changes;
    }

    private static String keys(Lock.Locked locked) {
        return locked.signedBy().isEmpty() ? "nobody" : String.join(" ", locked.signedBy());
    }
}
