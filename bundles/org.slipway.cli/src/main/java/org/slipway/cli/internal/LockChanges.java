package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.slipway.model.selections.Lock;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** What differs between two locks, or between any selections. */
final class LockChanges {
    private LockChanges() {}

    static List<String> of(Target.Saved old, Target.Saved now) {
        List<String> changes = new ArrayList<>(VersionChanges.of(Optional.of(old.selections()), now.selections()));
        changes.addAll(contents(old.selections(), now.selections()));
        changes.addAll(keys(old.lock(), now.lock()));
        return changes;
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
