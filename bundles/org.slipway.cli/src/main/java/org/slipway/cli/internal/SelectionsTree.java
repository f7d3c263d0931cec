package org.slipway.cli.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.store.Store;
import org.slipway.model.Importance;
import org.slipway.model.Role;
import org.slipway.model.feed.Command;
import org.slipway.model.feed.Dependency;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** Selections for people: a tree, where what several need is shown once. Reads the store: off the loop. */
final class SelectionsTree {
    private final Selections selections;
    private final Store store;
    private final Set<Role> seen = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    private SelectionsTree(Selections selections, Store store) {
        this.selections = selections;
        this.store = store;
    }

    static String of(Selections selections, Store store) {
        SelectionsTree tree = new SelectionsTree(selections, store);
        tree.seen.add(selections.root());
        tree.node(selections.root(), "");
        return tree.text.toString();
    }

    private void node(Role role, String indent) {
        text.append(indent).append("- URI: ").append(role);
        Optional<Selection> selected = selections.get(role);
        if (selected.isEmpty()) {
            line(indent, "No selected version");
            return;
        }
        Selection selection = selected.get();
        boolean compile = selection
                .element()
                .attribute("requires-compilation")
                .filter("true"::equals)
                .isPresent();
        line(indent, "Version: " + selection.version() + (compile ? " (requires compilation)" : ""));
        line(indent, "Path: " + path(selection));
        // What is seen is marked before anything below it is, so that it is shown where it is needed first.
        for (Dependency dependency : dependencies(selection)) {
            if (dependency.importance() == Importance.RESTRICTS || seen.contains(dependency.role())) continue;
            if (dependency.importance() != Importance.ESSENTIAL
                    && selections.get(dependency.role()).isEmpty()) continue;
            seen.add(dependency.role());
            text.append('\n').append(indent).append("  \n");
            node(dependency.role(), indent + "  ");
        }
    }

    private void line(String indent, String line) {
        text.append('\n').append(indent).append("  ").append(line);
    }

    /** The commands' own first, the last command's before all others'. */
    private static List<Dependency> dependencies(Selection selection) {
        List<Dependency> dependencies = new ArrayList<>(selection.dependencies());
        for (Command command : selection.commands().values()) dependencies.addAll(0, command.dependencies());
        return dependencies;
    }

    private String path(Selection selection) {
        if (selection.nativePackage().isPresent()) return "(" + selection.id() + ")";
        if (selection.localPath().isPresent())
            return selection.element().attribute("local-path").orElse(selection.id());
        return store.find(selection.digests()).map(Path::toString).orElse("(not cached)");
    }
}
