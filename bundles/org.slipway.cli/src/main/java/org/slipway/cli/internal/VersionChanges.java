package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.slipway.model.Role;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** What differs between two selections, in the reference's words. */
final class VersionChanges {
    private VersionChanges() {}

    static List<String> of(Optional<Selections> before, Selections now) {
        List<String> lines = new ArrayList<>();
        TreeMap<Role, Selection> old = byRole(before);
        TreeMap<Role, Selection> current = byRole(Optional.of(now));
        old.forEach((role, selection) -> {
            Selection other = current.get(role);
            if (other == null) lines.add("No longer used: " + role);
            else if (!version(selection).equals(version(other)))
                lines.add(role + ": " + version(selection) + " -> " + version(other));
        });
        current.forEach((role, selection) -> {
            if (!old.containsKey(role)) lines.add(role + ": new -> " + version(selection));
        });
        return lines;
    }

    private static TreeMap<Role, Selection> byRole(Optional<Selections> selections) {
        TreeMap<Role, Selection> all = new TreeMap<>();
        selections.ifPresent(some -> some.selections().forEach(selection -> all.put(selection.role(), selection)));
        return all;
    }

    /** As the document has it. */
    private static String version(Selection selection) {
        return selection.element().attribute("version").orElse("");
    }
}
