package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.slipway.model.Version;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** Which versions are other ones than they were, as the reference tells it. */
final class Changes {
    private Changes() {}

    /**
     * A line for each role that has come, gone or changed.
     *
     * @param old empty if there were none
     */
    static List<String> between(Optional<Selections> old, Selections now) {
        List<String> lines = new ArrayList<>();
        old.ifPresent(before -> byRole(before).forEach(selection -> {
            Optional<Version> version = version(now, selection);
            if (version.isEmpty()) lines.add("No longer used: " + selection.role());
            else if (!version.get().equals(selection.version()))
                lines.add(selection.role() + ": " + selection.version() + " -> " + version.get());
        }));
        for (Selection selection : byRole(now))
            if (old.flatMap(before -> version(before, selection)).isEmpty())
                lines.add(selection.role() + ": new -> " + selection.version());
        return List.copyOf(lines);
    }

    private static List<Selection> byRole(Selections selections) {
        return selections.selections().stream()
                .sorted(Comparator.comparing(Selection::role))
                .toList();
    }

    private static Optional<Version> version(Selections selections, Selection like) {
        return selections.get(like.role()).map(Selection::version);
    }
}
