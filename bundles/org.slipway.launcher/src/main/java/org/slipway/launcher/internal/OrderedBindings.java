package org.slipway.launcher.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.model.Role;
import org.slipway.model.feed.Binding;
import org.slipway.model.feed.Dependency;
import org.slipway.model.feed.FeedParts;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Element;

/**
 * All bindings of selections in the order in which the reference applies them: by role, then as in the document, but those
 * of one dependency from the last to the first.
 */
final class OrderedBindings {
    private final FeedParts parts = new FeedParts(Optional.empty());
    private final Map<Role, Located> selections;
    private final List<Bound> bindings = new ArrayList<>();

    /** @param role the one that the binding is about */
    record Bound(Role role, Binding binding) {}

    private OrderedBindings(Map<Role, Located> selections) {
        this.selections = selections;
    }

    static List<Bound> of(Map<Role, Located> selections) throws MalformedFeed {
        OrderedBindings ordered = new OrderedBindings(selections);
        for (Map.Entry<Role, Located> entry : selections.entrySet())
            ordered.selection(entry.getKey(), entry.getValue().selection().element());
        return ordered.bindings;
    }

    private void selection(Role role, Element selection) throws MalformedFeed {
        for (Element child : selection.children()) {
            switch (child.localName()) {
                case "requires", "restricts" -> dependency(child);
                case "command" -> command(role, child);
                default -> own(role, child);
            }
        }
    }

    private void command(Role role, Element command) throws MalformedFeed {
        for (Element child : command.children()) {
            switch (child.localName()) {
                case "requires", "restricts", "runner" -> dependency(child);
                default -> own(role, child);
            }
        }
    }

    private void own(Role role, Element child) throws MalformedFeed {
        for (Binding binding : FeedParts.bindings(alone(child))) bindings.add(new Bound(role, binding));
    }

    private void dependency(Element child) throws MalformedFeed {
        for (Dependency dependency : parts.dependencies(alone(child))) {
            if (!selections.containsKey(dependency.role())) continue;
            Deque<Bound> reversed = new ArrayDeque<>();
            for (Binding binding : dependency.bindings()) reversed.push(new Bound(dependency.role(), binding));
            bindings.addAll(reversed);
        }
    }

    private static Element alone(Element child) {
        return Element.of("parent").with(child);
    }
}
